"""What changes about notebook lessons: attempts at exercises, drafts uploaded on the site, files beside a notebook."""

from __future__ import annotations

import hashlib

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from training.models import NotebookPublication, NotebookVersion
from training.pages import NotebookLessonPage
from training.services.notebooks import upload_notebook

from .models import ExerciseAttempt, NotebookFile

MOST_FILES = 20  # of one lesson


class ExerciseGone(HubError):
    """The notebook that learners read has no such exercise."""


class FilesFull(HubError):
    """The lesson has as many files as it may have."""


@transaction.atomic
def note_attempt(*, member: Member, lesson_pk: int, solution: str) -> ExerciseAttempt:
    """Open one solution of a lesson to `member`, who says that they tried. Idempotent; no progress.

    Raises ExerciseGone when the version in force has no solution of that key.
    """
    versions = NotebookPublication.objects.filter(lesson=lesson_pk).values_list("version__solutions", flat=True)
    if solution not in {known["key"] for solutions in versions for known in solutions}:
        raise ExerciseGone(
            _("This notebook was changed in the meantime, and the exercise with it. Try the new one, then press again.")
        )
    row, _made = ExerciseAttempt.objects.get_or_create(member=member, lesson_id=lesson_pk, solution=solution)
    return row


@transaction.atomic
def draft_notebook(*, lesson: NotebookLessonPage, source: bytes, name: str, by: Member) -> NotebookVersion:
    """Give the latest draft of `lesson` this notebook, which a task converts. Learners notice nothing of it."""
    draft: NotebookLessonPage = lesson.get_latest_revision_as_object()
    version = upload_notebook(source=source, name=name, by=by, replacing=draft.notebook)
    draft.notebook = version
    draft.save_revision(user=by, log_action=True)
    return version


def publish_draft(*, lesson: NotebookLessonPage, by: Member) -> None:
    """Publish the latest draft; its notebook takes its place when it is ready. Raises PublicationRefused."""
    revision = NotebookLessonPage.objects.get(pk=lesson.pk).get_latest_revision()  # not the one known before a draft
    if revision is not None:
        revision.publish(user=by)


@transaction.atomic
def keep_file(*, lesson: NotebookLessonPage, file: File, name: str, by: Member | None) -> NotebookFile:
    """Put a file beside the notebook, in place of the one of that name; the door let it in before. Audited.

    The same bytes change nothing. Raises FilesFull.
    """
    NotebookLessonPage.objects.select_for_update(of=("self",)).get(
        pk=lesson.pk
    )  # two at once count one after the other
    data = file.read()
    file_hash = hashlib.sha256(data).hexdigest()
    row = NotebookFile.objects.filter(lesson=lesson.pk, name=name).first()
    if row and row.file_hash == file_hash:
        return row
    if row is None and NotebookFile.objects.filter(lesson=lesson.pk).count() >= MOST_FILES:
        raise FilesFull(
            _("A lesson has %(most)d files at most. Remove one, or put several into a .zip.") % {"most": MOST_FILES}
        )
    row = row or NotebookFile(lesson=lesson, name=name)
    former = row.file.name
    file.seek(0)
    row.size, row.file_hash, row.uploaded_by = len(data), file_hash, by
    row.file.save(name, file, save=True)
    record(by=by, action="keep file", about=row, after={"name": name, "sha256": file_hash})
    if former:
        transaction.on_commit(lambda: row.file.storage.delete(former))
    return row


@transaction.atomic
def remove_file(*, row: NotebookFile, by: Member) -> None:
    """Take a file away from a lesson, for good. Audited."""
    record(by=by, action="remove file", about=row, before={"name": row.name, "sha256": row.file_hash})
    stored, storage = str(row.file.name), row.file.storage
    row.delete()
    transaction.on_commit(lambda: storage.delete(stored))
