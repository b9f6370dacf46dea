"""What keeps a quiz from being published: parts the bank can't fill, questions that can't be marked."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault

from .content import content_faults
from .drawing import Candidate, Portion, in_topic
from .models import Question
from .pages import QuizLessonPage

_ANCHOR = "quiz-parts"


def quiz_faults(lesson: QuizLessonPage) -> Iterator[Fault]:
    """One fault a part that can't be drawn, one a question that can't be marked."""
    portions = lesson.portions
    bank = Question.objects.in_course_at(lesson.course_path).candidates()
    if not portions:
        yield _fault(
            _("Parts"), _("The quiz has no part, so it asks nothing."), _("Add a part below the introduction.")
        )
    drawn = list[Candidate]()
    earlier: list[tuple[int, set[str]]] = []
    for number, portion in enumerate(portions, 1):
        pool = in_topic(portion, bank)
        keys = {candidate.key for candidate in pool}
        taken = sum(min(count, len(keys & others)) for count, others in earlier)  # at worst
        yield from _part_faults(number, portion, max(len(keys) - taken, 0))
        earlier.append((portion.count or len(keys), keys))
        drawn += pool
    yield from _question_faults(drawn)


def _part_faults(number: int, portion: Portion, there: int) -> Iterator[Fault]:
    where = _("Part %(number)d") % {"number": number}
    if not there:
        yield _fault(
            where,
            _("The bank has no question for it (topic “%(topic)s”).") % {"topic": portion.topic or _("any")},
            _("Write or import questions of that topic, or correct the topic."),
        )
    elif there < portion.count:
        yield _fault(
            where,
            _("It draws %(count)d questions, and the bank has %(there)d left for it.")
            % {"count": portion.count, "there": there},
            _("Draw fewer, or write more questions of that topic."),
        )


def _question_faults(drawn: list[Candidate]) -> Iterator[Fault]:
    seen: set[str] = set()
    for candidate in drawn:
        if candidate.key in seen:
            continue
        seen.add(candidate.key)
        for reason in content_faults(candidate.kind, candidate.content):
            mend = _("Change the question in the course’s bank.")
            yield _fault(_("Question “%(key)s”") % {"key": candidate.key}, reason, mend)


def _fault(where: str, what: str, mend: str) -> Fault:
    return Fault(where=where, what=what, mend=mend, anchor=_ANCHOR)
