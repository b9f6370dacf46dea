"""What instructors change: questions and extra time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from training.pages import CoursePage
from training.quizzes.errors import QuestionsRefused
from training.quizzes.models import ExtraTime, Question, QuestionVersion

_WRITTEN = ("kind", "topic", "text", "content", "hint", "feedback", "points")


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is going to be: checked, not stored."""

    key: str
    kind: str
    topic: str
    text: str
    content: dict[str, Any]
    hint: str = ""
    feedback: str = ""
    points: int = 1


@dataclass
class Written:
    """What storing questions changed: keys."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@again_after_race
@transaction.atomic
def write_questions(*, course: CoursePage, drafts: Iterable[QuestionDraft], by: Member | None) -> Written:
    """Add questions or new versions of them, by key; what says the same already stays as it is. Audited.

    A question that was taken out of use and is written again is in use again.
    """
    drafts = list(drafts)
    keys = [draft.key for draft in drafts]
    rows = Question.objects.select_for_update(of=("self",)).filter(course=course, key__in=keys)
    known = {row.key: row for row in rows.select_related("current")}
    written = Written()
    for draft in drafts:
        question = known.get(draft.key)
        if question is None:
            question = known[draft.key] = Question.objects.create(course=course, key=draft.key)
            written.added.append(draft.key)
        elif question.is_in_use and _says(question.current, draft):
            written.unchanged.append(draft.key)
            continue
        else:
            written.changed.append(draft.key)
        _renew(question, draft, by)
    if written.added or written.changed:
        record(
            by=by, action="write questions", about=course, after={"added": written.added, "changed": written.changed}
        )
    return written


@transaction.atomic
def write_question(*, question: Question | None, course: CoursePage, draft: QuestionDraft, by: Member) -> Question:
    """Add one question, or a new version of `question`. Raises QuestionsRefused when the key belongs to another."""
    same_key = Question.objects.filter(course=course, key=draft.key).first()
    if same_key is not None and same_key != question:
        raise QuestionsRefused(_("Another question has the key “%(key)s”. Choose another key.") % {"key": draft.key})
    if question is not None and question.key != draft.key:
        record(by=by, action="rename question", about=course, before={"key": question.key}, after={"key": draft.key})
        Question.objects.filter(pk=question.pk).update(key=draft.key)
    write_questions(course=course, drafts=[draft], by=by)
    return Question.objects.get(course=course, key=draft.key)


@transaction.atomic
def use_question(*, question: Question, is_in_use: bool, by: Member) -> None:
    """Take a question out of new attempts, or put it back; audited. Attempts that ask it keep it. Idempotent."""
    if Question.objects.filter(pk=question.pk).exclude(is_in_use=is_in_use).update(is_in_use=is_in_use):
        record(by=by, action="use question" if is_in_use else "take question out of use", about=question)


@again_after_race
@transaction.atomic
def give_extra_time(
    *, course: CoursePage, member: Member, factor: Decimal, minutes: int, by: Member
) -> ExtraTime | None:
    """Set how much more time `member` has in the course's timed quizzes, from the next attempt on; audited.

    Factor 1 and no minutes take it away: None.
    """
    before = ExtraTime.objects.select_for_update().filter(course=course, member=member).first()
    was = {"factor": str(before.factor), "minutes": before.minutes} if before else {}
    if factor == 1 and not minutes:
        if before:
            record(by=by, action="take back extra time", about=before, before={"member": member.pk, **was})
            before.delete()
        return None
    values = {"factor": factor, "minutes": minutes, "set_by": by}
    row, _made = ExtraTime.objects.update_or_create(course=course, member=member, defaults=values)
    after = {"member": member.pk, "factor": str(factor), "minutes": minutes}
    record(by=by, action="give extra time", about=row, before=was, after=after)
    return row


def _says(version: QuestionVersion | None, draft: QuestionDraft) -> bool:
    return version is not None and all(getattr(version, name) == getattr(draft, name) for name in _WRITTEN)


def _renew(question: Question, draft: QuestionDraft, by: Member | None) -> None:
    """Point at a version that says what `draft` does; make one unless the current one says it."""
    if not _says(question.current, draft):
        number = QuestionVersion.objects.filter(question=question).count() + 1
        values = {name: getattr(draft, name) for name in _WRITTEN}
        question.current = QuestionVersion.objects.create(question=question, number=number, made_by=by, **values)
    question.is_in_use = True
    question.save(update_fields=["current", "is_in_use"])
