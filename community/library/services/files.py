"""Files of drafts. The one door looked at each before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from community.library.enums import State
from community.library.models import ResourceFile, ResourceVersion
from community.library.refusals import LibraryRefused
from community.people.models import Member
from community.people.services import record

from .writing import lock_version, refuse_others

if TYPE_CHECKING:
    from django.core.files import File

    from community.safety.uploads import Admitted

MOST_FILES = 10


@transaction.atomic
def add_file(
    *, version: ResourceVersion, file: File[bytes], admitted: Admitted, accessibility: str, by: Member
) -> ResourceFile:
    """Keep a file of a draft, in the place of one of the same name; audited.

    Raises LibraryRefused for what is no draft, and for more than MOST_FILES.
    """
    refuse_others(by)
    stored = _draft(version)
    for former in stored.files.filter(name=admitted.shown_name):
        _drop(former)
    if stored.files.count() >= MOST_FILES:
        raise LibraryRefused(_("A version has %(most)d files at most. Remove one first.") % {"most": MOST_FILES})
    row = ResourceFile(
        version=stored,
        format=admitted.stored_name.rpartition(".")[2],
        name=admitted.shown_name,
        size=file.size,
        sha256=_sha256(file),
        accessibility=accessibility,
    )
    file.seek(0)
    row.file.save(admitted.stored_name, file, save=False)
    row.save()
    record(by=by, action="add file", about=stored.resource, after={"number": stored.number, "name": row.name})
    return row


@transaction.atomic
def note_accessibility(*, file: ResourceFile, accessibility: str, by: Member) -> ResourceFile:
    """Say how accessible a file of a draft is; audited. Raises LibraryRefused for what is no draft."""
    refuse_others(by)
    stored = _draft(file.version)
    row = stored.files.get(pk=file.pk)
    before, row.accessibility = row.accessibility, accessibility
    row.save(update_fields=["accessibility"])
    record(
        by=by,
        action="note",
        about=stored.resource,
        before={"note": before},
        after={"name": row.name, "note": accessibility},
    )
    return row


@transaction.atomic
def remove_file(*, file: ResourceFile, by: Member) -> ResourceVersion:
    """Take a file out of a draft; other versions keep theirs. Audited. Raises LibraryRefused for what is no draft."""
    refuse_others(by)
    stored = _draft(file.version)
    _drop(stored.files.get(pk=file.pk))
    record(by=by, action="remove file", about=stored.resource, before={"number": stored.number, "name": file.name})
    return stored


def _draft(version: ResourceVersion) -> ResourceVersion:
    stored = lock_version(version)
    if stored.state != State.DRAFT:
        raise LibraryRefused(_("This version is published. Start a new version to change its files."))
    return stored


def _drop(row: ResourceFile) -> None:
    """The row now; what it stored after commit, unless another version has it too."""
    name = row.file.name or ""
    row.delete()
    transaction.on_commit(lambda: _forget(name))


def _forget(name: str) -> None:
    if name and not ResourceFile.objects.filter(file=name).exists():
        default_storage.delete(name)


def _sha256(file: File[bytes]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    for piece in file.chunks():
        found.update(piece)
    return found.hexdigest()
