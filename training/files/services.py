"""How a file that the door let in is kept."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from community.people.models import Member
from community.people.services import record
from community.safety.uploads import Admitted, video_seconds
from training.models import LessonFile


@transaction.atomic
def store_file(
    *, file: UploadedFile, admitted: Admitted, by: Member | None, replacing: LessonFile | None = None
) -> LessonFile:
    """Keep a file; audited. The same bytes under the same name as in `replacing` give that row back."""
    sha256 = hashlib.sha256()
    for piece in file.chunks():
        sha256.update(piece)
    name = admitted.shown_name
    if replacing and (replacing.sha256, replacing.name) == (sha256.hexdigest(), name):
        return replacing
    seconds = None
    if admitted.content_type.startswith("video/") and file.file is not None:
        played = video_seconds(cast("BinaryIO", file.file), admitted.stored_name.rpartition(".")[2])
        seconds = round(played) if played else None
    row = LessonFile(name=name, size=file.size or 0, content_type=admitted.content_type, sha256=sha256.hexdigest())
    row.seconds, row.uploaded_by = seconds, by
    file.seek(0)
    row.file.save(admitted.stored_name, file, save=True)
    record(by=by, action="upload", about=row, after={"sha256": row.sha256, "bytes": row.size})
    return row
