"""Noting which words of the glossary stand in lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from community.glossary.models import Term
from community.glossary.services import finder
from training.kinds import kinds
from training.models import LessonTerm
from training.pages import LessonPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from community.glossary.finding import Finder

MOST_TERMS = 12


@transaction.atomic
def note_terms(*, lesson_pk: int, find: Finder | None = None) -> list[int]:
    """Write down which words a lesson uses, the first MOST_TERMS of them; return their keys. Idempotent.

    The lesson's row is the lock. A lesson that nobody may read, or that is gone, uses none.
    """
    lesson = LessonPage.objects.select_for_update(of=("self",)).filter(pk=lesson_pk).first()
    if lesson is None:
        return []
    kind = LessonPage.objects.with_kind().filter(pk=lesson_pk).values_list("kind", flat=True).first()
    text = f"{lesson.summary} {lesson.note} {kinds[kind].words(lesson_pk)}" if kind else ""
    found = (find or finder()).terms_in(text)[:MOST_TERMS]
    rows = LessonTerm.objects.filter(lesson=lesson_pk)
    if list(rows.values_list("term", flat=True)) != found:
        rows.delete()
        LessonTerm.objects.bulk_create(
            [LessonTerm(lesson=lesson, term_id=term, place=place) for place, term in enumerate(found)]
        )
    return found


def note_all_terms() -> int:
    """Look through every lesson, each in a transaction of its own; return how many there are. For a task."""
    find, lessons = finder(), list(LessonPage.objects.values_list("pk", flat=True))
    for lesson_pk in lessons:
        note_terms(lesson_pk=lesson_pk, find=find)
    return len(lessons)


def terms_of(lesson_pk: int) -> Sequence[Term]:
    """The words a lesson uses, in the order in which they come; one query."""
    rows = LessonTerm.objects.filter(lesson=lesson_pk).select_related("term")
    return [row.term for row in rows]
