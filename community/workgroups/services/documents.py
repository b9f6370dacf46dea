"""Documents of a group and their kept versions. The one door looked at each file before."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.uploads import Admitted
from community.workgroups.models import Document, DocumentVersion, WorkGroup
from community.workgroups.permissions import can_read_within

from .health import settle_health
from .refusals import GroupRefused, locked, require_lead, require_open

FileLetIn = tuple[UploadedFile, Admitted]


@transaction.atomic
def add_document(*, group: WorkGroup, title: str, file: FileLetIn, by: Member, at: datetime | None = None) -> Document:
    """Keep a new document with its first version; audited. Raises GroupRefused for outsiders and a closed group."""
    current = _to_write_in(group, by)
    document = Document.objects.create(group=current, title=title, made_at=at or timezone.now())
    _keep(document, file, by, note="", at=document.made_at)
    return document


@transaction.atomic
def add_version(
    *, document: Document, file: FileLetIn, by: Member, note: str = "", at: datetime | None = None
) -> DocumentVersion:
    """Keep another version of a document; the former ones stay. Audited. Raises GroupRefused."""
    _to_write_in(document.group, by)
    if Document.objects.get(pk=document.pk).withdrawn_at is not None:
        raise GroupRefused(_("This document was taken out meanwhile. Add it as a new one."))
    return _keep(document, file, by, note=note, at=at or timezone.now())


@transaction.atomic
def withdraw_document(*, document: Document, by: Member, at: datetime | None = None) -> Document:
    """Take a document out: nobody finds or downloads it any more; audited. Raises GroupRefused for who leads not."""
    current = locked(document.group_id)
    require_lead(by, current)
    document.withdrawn_at = at or timezone.now()
    document.save(update_fields=["withdrawn_at"])
    record(by=by, action="take out", about=document)
    return document


def _to_write_in(group: WorkGroup, by: Member) -> WorkGroup:
    current = locked(group.pk)
    require_open(current)
    if not can_read_within(by, current):
        raise GroupRefused(_("Only members of the group can do that. Ask to join first."))
    return current


def _keep(document: Document, file: FileLetIn, by: Member, *, note: str, at: datetime) -> DocumentVersion:
    sent, admitted = file
    row = DocumentVersion(
        document=document,
        number=document.versions.count() + 1,
        name=admitted.shown_name[-255:],
        size=sent.size or 0,
        content_type=admitted.content_type.partition(";")[0],
        note=note,
        by=by,
        made_at=at,
    )
    sent.seek(0)
    row.file.save(admitted.stored_name, sent)
    record(by=by, action="upload", about=document, after={"version": row.number, "name": row.name, "bytes": row.size})
    settle_health(groups=[document.group_id], at=at)
    return row
