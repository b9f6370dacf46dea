"""What the rules of a quiz allow a learner next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .pages import QuizLessonPage


@dataclass(frozen=True)
class Chance:
    """Whether an attempt may begin: `refusal` says why not; `left` is how many there are, None for any number."""

    refusal: str = ""
    left: int | None = None


def next_attempt(
    lesson: QuizLessonPage, *, count: int, ended_at: datetime | None, at: datetime | None = None
) -> Chance:
    """What the rules allow after `count` attempts, the latest of which ended at `ended_at`."""
    at = at or timezone.now()
    left = max(lesson.attempts_allowed - count, 0) if lesson.attempts_allowed else None
    if left == 0:
        said = ngettext(
            "You have used the one attempt that this quiz allows.",
            "You have used all %(count)d attempts that this quiz allows.",
            lesson.attempts_allowed,
        )
        more = _("Ask the instructor in the forum if you need another one.")
        return Chance(f"{said % {'count': lesson.attempts_allowed}} {more}", 0)
    again_at = ended_at + timedelta(minutes=lesson.wait_minutes) if ended_at else at
    if again_at > at:
        when = date_format(timezone.localtime(again_at), "F j, Y, P T")
        return Chance(_("Your next attempt may begin on %(when)s.") % {"when": when}, left)
    return Chance("", left)
