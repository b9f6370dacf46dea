"""How files that the door let in are kept with a row, and how their bytes go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from django.db import transaction

from community.safety.uploads import video_seconds
from events.after.models import Material, Recording

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models.fields.files import FieldFile

    from community.safety.uploads import Admitted

    LetIn = tuple[UploadedFile, Admitted]


def keep_file(row: Material | Recording, let_in: LetIn) -> None:
    """Give the unsaved `row` this file; its name and size are those of the file."""
    file, admitted = let_in
    row.name, row.size = admitted.shown_name[-255:], file.size or 0
    file.seek(0)
    row.file.save(admitted.stored_name, file, save=False)


def seconds_of(let_in: LetIn) -> int | None:
    """How long a video plays, where it says so."""
    file, admitted = let_in
    played = video_seconds(cast("BinaryIO", file.file), admitted.stored_name.rpartition(".")[2])
    return round(played) if played else None


def forget_bytes(file: FieldFile) -> None:
    """Delete what is stored once the transaction has held."""
    if file.name:
        transaction.on_commit(partial(file.storage.delete, file.name))
