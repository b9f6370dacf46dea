"""What `/styleguide/` shows of evaluation, with made-up answers and no database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen
from community.pages.reporting.groups import FEWEST, distribution, unnamed
from community.pages.styleguide import department, member
from training.models import CourseFinish, Evaluation, UseCheck
from training.pages import CoursePage

from .enums import Use, Wait
from .gain import Gain
from .instrument import QUESTIONS

_AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
_CAME = "We published a table by county. Two calls a week used to ask for it; now we send a link."


def _check(pk: int, days: Wait, finish: CourseFinish, **fields: Any) -> UseCheck:
    return UseCheck(pk=pk, finish=finish, days=days, asked_at=_AT, department=department(), **fields)


def _context() -> dict[str, Any]:
    course = CoursePage(title="A course", slug="a-course", url_path="/home/training/a-course/")
    finish = CourseFinish(pk=1, course=course, member=member(), at=_AT, lessons=[])
    yes = {"use": Use.YES, "words": _CAME, "answered_at": _AT}
    shown = [_check(1, Wait.MONTH, finish, **yes, shared_at=_AT), _check(2, Wait.TWO_MONTHS, finish)]
    question = QUESTIONS[0]
    return {
        "course": course,
        "survey": {"row": None, "finish": finish},
        "answered": {"row": Evaluation(finish=finish, relevance=4, answered_at=_AT), "finish": finish},
        "use_checks": shown,
        "gain": Gain(40, 85),
        "outcomes": shown[:1],
        "viewer": member(2, "Ben O."),
        "fewest": FEWEST,
        "questions": [
            distribution(question.text, question.name, question.choices.choices, answers)
            for answers in ([5, 5, 4, 3, 4], [5, 5, 4])
        ],
        "words": unnamed(["Keep the checklist.", "More maps.", "One example more.", "Shorter.", "Thank you."]),
    }


SPECIMEN = Specimen(_("Evaluation"), "styleguide/evaluation.html", _context)
