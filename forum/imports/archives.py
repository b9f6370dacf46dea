"""An mbox, read line by line: where each message stands, and its bytes (RFC 4155, and what programs really write)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from community.people.errors import HubError

LARGEST = 36_000_000  # bytes of one message, as for mail that comes in
_LONGEST_LINE = 1_000_000
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class NotAnArchive(HubError):
    """The file can't be imported; the sentence says why and what to do."""


@dataclass(frozen=True)
class Place:
    """Where the bytes of a message begin and how many they are, and its “From ” line."""

    start: int
    length: int
    envelope: bytes

    @property
    def is_too_large(self) -> bool:
        """Larger than a mail may be."""
        return self.length > LARGEST


def places(path: Path) -> Iterator[Place]:
    """Each message of the archive, in the file's order. Raises NotAnArchive.

    A line “From …” begins a message when a blank line stands above it and a header below: in a text that was not
    quoted, as some programs leave it, it is a sentence.
    """
    with path.open("rb") as file:
        _check(file)
        start, envelope = -1, b""
        is_after_blank = True
        for offset, line in _lines(file):
            if is_after_blank and line.startswith(b"From ") and _is_header_next(file):
                if start >= 0:
                    yield Place(start, offset - start, envelope)
                start, envelope = offset + len(line), line[:500]
            is_after_blank = not line.strip()
        if start < 0:
            raise _no_mbox()
        yield Place(start, file.tell() - start, envelope)


def bytes_of(file: BinaryIO, place: Place) -> bytes:
    """A message without its “From ” line and with the lines restored that were quoted because of it."""
    file.seek(place.start)
    return _QUOTED_FROM.sub(rb"\1", file.read(place.length))


def head_of(file: BinaryIO, place: Place) -> bytes:
    """Its headers alone."""
    file.seek(place.start)
    head = file.read(min(place.length, 200_000))
    return re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0] + b"\n\n"


def _check(file: BinaryIO) -> None:
    first = file.readline(_LONGEST_LINE)
    while first and not first.strip():
        first = file.readline(_LONGEST_LINE)
    if not first:
        raise NotAnArchive(_("This file is empty. Export the archive again."))
    if first.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        raise NotAnArchive(_("This file is compressed. Unpack it first, and import what is in it."))
    if not first.startswith(b"From "):
        raise _no_mbox()
    file.seek(0)


def _no_mbox() -> NotAnArchive:
    return NotAnArchive(
        _("This file is no mbox: it doesn't begin with a line “From …” above the headers of a mail. Export it as mbox.")
    )


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    offset = file.tell()
    while line := file.readline(_LONGEST_LINE):
        yield offset, line
        offset += len(line)


def _is_header_next(file: BinaryIO) -> bool:
    here = file.tell()
    line = file.readline(1_000)
    file.seek(here)
    return bool(_HEADER.match(line)) or line.startswith(b">From ")
