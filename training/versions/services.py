"""Recording what a publication changed. A version begins when learners can read it (docs/adr/0024)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Revision

from training.enums import Change
from training.models import Completion, LessonVersion, NotebookPublication
from training.pages import LessonPage, NotebookLessonPage
from training.services.telling import tell_of_update

from .sections import Sections, difference, hash_of, sections_of

if TYPE_CHECKING:
    from community.people.models import Member

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def published_at(moment: datetime) -> Iterator[None]:
    """Versions recorded meanwhile are dated `moment`: for the sample hub, whose lessons have a past."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


@transaction.atomic
def record_version(*, lesson_pk: int, by: Member | None = None, at: datetime | None = None) -> LessonVersion | None:
    """Record what learners read of a lesson from now on, when it is another than before; tell who takes the course.

    The lesson's row is the lock. The editor's choice is used up, so that the next publication begins with a minor one.
    None when there is nothing to record: a notebook that waits, the same words and rules without a sentence about them.
    """
    lesson = LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson_pk).specific
    read = _what_learners_read(lesson) if lesson.live else None
    if read is None:
        return None
    sections, digest = read
    former = LessonVersion.objects.about([lesson_pk]).newest_first().first()
    change = Change(lesson.change)
    if former is None and not Completion.objects.about([lesson_pk]).exists():
        change = Change.FIRST
    elif former and former.digest == digest and change == Change.MINOR and not lesson.what_changed:
        return None
    came = difference(former.sections, sections) if former else None
    version = LessonVersion.objects.create(
        lesson_id=lesson_pk,
        number=former.number + 1 if former else 1,
        change=change,
        what_changed="" if change == Change.FIRST else lesson.what_changed,
        added=came.added if came else [],
        removed=came.removed if came else [],
        reworded=came.reworded if came else [],
        sections=sections,
        digest=digest,
        by=by,
        at=at or _moment.get() or timezone.now(),
    )
    _use_up_choice(lesson)
    if change != Change.FIRST:
        tell_of_update(lesson=lesson, by=by)
    return version


def _what_learners_read(lesson: LessonPage) -> tuple[Sections, str] | None:
    """Its sections and one hash of everything; None while the published notebook is not in force yet."""
    if isinstance(lesson, NotebookLessonPage):
        publication = NotebookPublication.objects.select_related("version").filter(lesson=lesson.pk).first()
        if publication is None or publication.version_id != lesson.notebook_id:
            return None
        return sections_of(publication.version.html), publication.version.content_version
    reading = lesson.draft_reading()
    sections = sections_of(reading.html) if reading else []
    return sections, hash_of([sections, _rules(lesson)])


def _rules(lesson: LessonPage) -> list[Any]:
    """What its kind adds to a lesson beside its text: a quiz's rules and parts, a file, a video."""
    fields = [field for field in type(lesson)._meta.local_fields if not isinstance(field, StreamField)]
    own = [[field.name, str(field.value_from_object(lesson))] for field in fields if not field.primary_key]
    relations = [relation for relation in type(lesson)._meta.related_objects if relation.name in _children(lesson)]
    return own + [
        [relation.name, [_row(child, relation.field) for child in getattr(lesson, relation.get_accessor_name()).all()]]
        for relation in relations
    ]


def _children(lesson: LessonPage) -> set[str]:
    """The relations whose rows ride in the page's revision and belong to its own kind."""
    own = {relation.name for relation in LessonPage._meta.related_objects}
    return {relation.name for relation in get_all_child_relations(type(lesson))} - own


def _row(child: models.Model, parent: models.Field) -> list[str]:
    fields = [field for field in child._meta.concrete_fields if not field.primary_key and field != parent]
    return [str(field.value_from_object(child)) for field in fields]


def _use_up_choice(lesson: LessonPage) -> None:
    """The next draft begins with a minor change again, and old revisions, published again, repeat no sentence."""
    nothing = {"change": Change.MINOR.value, "what_changed": ""}
    LessonPage.objects.filter(pk=lesson.pk).update(**nothing)
    revision = Revision.objects.filter(pk=lesson.live_revision_id).first()
    if revision is not None:
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **nothing})
