"""The rules of a quiz in words. Pure: a quiz comes as whatever has its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import Showing


def passing_rule(lesson: Any) -> str:
    """What passing takes and which attempt counts, in a sentence; stands on the lesson's page."""
    if not lesson.attempts_allowed:
        return _("Passed with %(percent)d %% or more; best of any number of attempts.") % {
            "percent": lesson.pass_percent
        }
    return ngettext(
        "Passed with %(percent)d %% or more, in one attempt.",
        "Passed with %(percent)d %% or more; best of %(count)d attempts.",
        lesson.attempts_allowed,
    ) % {"percent": lesson.pass_percent, "count": lesson.attempts_allowed}


def rule_lines(lesson: Any, *, questions: int | None = None, extra: Any = None) -> Iterator[tuple[str, str]]:
    """(what, the rule) for the list on the lesson's page."""
    if questions is not None:
        yield _("Questions"), str(questions)
    yield _("To pass"), passing_rule(lesson)
    if lesson.limit_minutes:
        limit = in_words(lesson.limit_minutes)
        yield (
            _("Time"),
            _("%(limit)s from the moment you start. It goes on when you close the page.") % {"limit": limit},
        )
        if extra:
            own = int(extra.stretch(timedelta(minutes=lesson.limit_minutes)).total_seconds() // 60)
            yield (
                _("Your time"),
                _("You have %(limit)s. Only you and the instructors see this.") % {"limit": in_words(own)},
            )
    else:
        yield _("Time"), _("No limit. Stop at any time and go on later: each answer you save is kept.")
    if lesson.wait_minutes:
        yield _("Between attempts"), _("%(wait)s must pass.") % {"wait": in_words(lesson.wait_minutes)}
    yield _("Feedback"), _SHOWN[Showing(lesson.show_feedback)]()
    yield _("Right answers"), _SHOWN[Showing(lesson.show_answers)]()


_SHOWN = {
    Showing.EACH: lambda: _("Shown after each attempt."),
    Showing.PASSED: lambda: _("Shown once you have passed."),
    Showing.NEVER: lambda: _("Not shown in this quiz."),
}


def may_see(showing: str, *, is_passed: bool) -> bool:
    """Whether what is shown at `showing` is shown after an attempt, to somebody who has passed or not."""
    return showing == Showing.EACH or (showing == Showing.PASSED and is_passed)


def in_words(minutes: int) -> str:
    """“2 days”, “1 hour 30 minutes”."""
    days, rest = divmod(minutes, 1440)
    hours, minutes_left = divmod(rest, 60)
    parts = [
        ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else "",
        ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours} if hours else "",
        ngettext("%(count)d minute", "%(count)d minutes", minutes_left) % {"count": minutes_left}
        if minutes_left
        else "",
    ]
    return " ".join(part for part in parts if part)
