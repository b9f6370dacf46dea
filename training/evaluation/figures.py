"""What the instructors of a course see: figures of whole groups and words without names, on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.pages.reporting.groups import FEWEST, Distribution, distribution, unnamed
from training.models import CourseFinish, Evaluation, UseCheck

from .enums import Use, Wait
from .gain import Gain, gain_in, has_checks
from .instrument import QUESTIONS, USE_QUESTION, WORDS_QUESTION

if TYPE_CHECKING:
    from training.pages import CoursePage


@dataclass(frozen=True)
class UseFigures:
    """What was answered so many days after the finish, with the words of those who used it, and of the others."""

    days: int
    answers: Distribution
    came: list[str]
    hinders: list[str]


@dataclass(frozen=True)
class CourseFigures:
    """All of it. `has_gain` says whether the course names two checks; `gain` is None for too few learners too."""

    finished: int
    questions: list[Distribution]
    words: list[str]
    uses: list[UseFigures]
    has_gain: bool
    gain: Gain | None

    @property
    def answered(self) -> int:
        """How many answers the figures are made of, at most: it grows by whole groups."""
        return max((one.total for one in self.questions), default=0)


def figures_of(course: CoursePage) -> CourseFigures:
    """Four queries, however many answers there are."""
    columns = [question.name for question in QUESTIONS]
    rows = list(Evaluation.objects.counting(course).values(*columns, "words"))
    uses = list(UseCheck.objects.counting(course))
    return CourseFigures(
        finished=CourseFinish.objects.filter(course=course).values("member").distinct().count(),
        questions=[
            distribution(one.text, one.name, one.choices.choices, (row[one.name] for row in rows)) for one in QUESTIONS
        ],
        words=unnamed(row["words"] for row in rows),
        uses=[_use_figures(days, [check for check in uses if check.days == days]) for days in Wait],
        has_gain=has_checks(course),
        gain=gain_in(course) if has_checks(course) else None,
    )


def _use_figures(days: Wait, checks: list[UseCheck]) -> UseFigures:
    """Outcomes stand on the course's page, with the name: the others must be five without them."""
    public = [check.use for check in checks if check.shared_at]
    private = [check for check in checks if not check.shared_at]
    answers = (check.use for check in private)
    return UseFigures(
        days=days.value,
        answers=distribution(USE_QUESTION, f"use_{days.value}", Use.choices, answers, public),
        came=unnamed(check.words for check in private if check.use == Use.YES),
        hinders=unnamed(check.words for check in private if check.use != Use.YES),
    )


FIGURE_COLUMNS = ["name", "question", "answer", "count", "of"]


def figure_rows(figures: CourseFigures) -> Iterator[list[object]]:
    """The same numbers as rows of a file; words stay on the page."""
    yield ["finished", _("People who finished the course"), "", figures.finished, ""]
    for one in (*figures.questions, *(use.answers for use in figures.uses)):
        if one.is_suppressed:
            yield [one.name, one.text, "", f"under {FEWEST}", ""]
        for line in one.lines:
            yield [one.name, one.text, line.text, line.count, one.total]
    yield ["words", WORDS_QUESTION, "", len(figures.words) or f"under {FEWEST}", ""]
    if figures.has_gain:
        yield from _gain_rows(figures.gain)


def _gain_rows(gain: Gain | None) -> Iterator[list[object]]:
    if gain is None:
        yield ["gain", _("Opening and closing check"), "", f"under {FEWEST}", ""]
        return
    normalised = "" if gain.normalised is None else f"{gain.normalised:.2f}"
    yield ["gain_before", _("Average before, percent"), "", f"{gain.before:.1f}", gain.count]
    yield ["gain_after", _("Average after, percent"), "", f"{gain.after:.1f}", gain.count]
    yield ["gain_normalised", _("Normalised gain"), "", normalised, gain.count]
