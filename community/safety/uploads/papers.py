"""PDF files: whole, nothing behind the end, and nothing that acts by itself when opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _

from .refusals import NotAdmitted

_HEADER = re.compile(rb"%PDF-[12]\.\d[ \t]*[\r\n]")
_AFTER_END = re.compile(rb"%%EOF[\s\x00]*\Z")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")  # ISO 32000-1, 7.3.5: /J#61vaScript is /JavaScript
_ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|RichMedia|XFA|EmbeddedFile|ImportData|SubmitForm|GoToE|Movie|Sound)(?![A-Za-z])"
)
_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_INFLATED = 20_000_000  # bytes of objects read in all


def check_pdf(file: BinaryIO) -> None:
    """Raises NotAdmitted for what is no PDF, is cut, is something else besides, or holds actions."""
    data = file.read()
    if not _HEADER.match(data):
        raise NotAdmitted(_("is not a PDF file. Export it to PDF again."), code="content")
    if not _AFTER_END.search(data, max(0, len(data) - 1_500)):
        raise NotAdmitted(
            _("has no proper end: the PDF is cut, or something hangs on it. Export it to PDF again."), code="content"
        )
    if zipfile.is_zipfile(BytesIO(data)):
        raise NotAdmitted(_("is a PDF and an archive in one. Export it to PDF again."), code="polyglot")
    for part in _readable(data):
        if found := _ACTS.search(_ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), part)):
            raise NotAdmitted(
                _("holds an action or a file inside (%(words)s). Print it to a new PDF and upload that.")
                % {"words": found.group().decode()},
                code="active",
            )


def _readable(data: bytes) -> Iterator[bytes]:
    """The file without its streams, and the compressed streams that hold objects."""
    yield from _outside_streams(data)
    left = _MOST_INFLATED
    place = 0
    while (found := _OBJECTS.search(data, place)) and (place := data.find(b"endstream", found.end())) > 0:
        try:
            objects = zlib.decompressobj().decompress(data[found.end() : place], left)
        except zlib.error:
            continue  # in another filter, or broken: a reader can't run it either
        left -= len(objects)
        if left <= 0:
            raise NotAdmitted(_("unpacks to more than the hub reads. Print it to a new PDF."), code="bomb")
        yield objects


def _outside_streams(data: bytes) -> Iterator[bytes]:
    place = 0
    while (start := data.find(b"stream", place)) >= 0 and (end := data.find(b"endstream", start + 6)) >= 0:
        yield data[place:start]
        place = end + len(b"endstream")
    yield data[place:]
