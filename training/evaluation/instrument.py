"""The survey at the end of a course: the same few questions everywhere, so that courses can be compared.

They follow Kirkpatrick's levels: 1, what learners thought of it; 2, what they can do now; 3, what they will do at work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .enums import Agreement, Pace

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_WORDS = 2_000


@dataclass(frozen=True)
class SurveyQuestion:
    """A question with its choices. `name` is the column of its answers, `level` Kirkpatrick's."""

    name: str
    text: StrOrPromise
    level: int
    choices: type[Agreement | Pace] = Agreement


QUESTIONS = (
    SurveyQuestion("relevance", _("The course was about things I meet in my work."), 1),
    SurveyQuestion("clarity", _("The explanations and examples were clear."), 1),
    SurveyQuestion("pace", _("How was the pace?"), 1, Pace),
    SurveyQuestion("confidence", _("I can now do what the course set out to teach."), 2),
    SurveyQuestion("intention", _("I know what I will do differently in my work."), 3),
    SurveyQuestion("recommend", _("I would recommend this course to a colleague."), 1),
)
WORDS_QUESTION = _("What should we change, and what should we keep?")
USE_QUESTION = _("Did you use what you learned?")
