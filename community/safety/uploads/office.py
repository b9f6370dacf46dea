"""Word, Excel and PowerPoint files: the archive its name says (ECMA-376), without macros and without calls outside."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from .archives import check_members
from .refusals import NotAdmitted

_MAIN_TYPES = {
    "docx": (b"wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": (b"spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "pptx": (b"presentationml.presentation.main+xml", "ppt/presentation.xml"),
}
_TYPES = "[Content_Types].xml"
_MACROS = re.compile(
    r"(?:vbaProject|vbaData|macrosheets?/|activeX|oleObject|\.(?:exe|dll|vbs|js|hta|bat|cmd|ps1)$)", re.I
)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_CALLS = re.compile(
    rb"/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath/ole|aFChunk)[\"'][^<>]{0,600}TargetMode\s*=\s*"
    rb"[\"']External|TargetMode\s*=\s*[\"']External[^<>]{0,600}/(?:attachedTemplate|oleObject|frame|subDocument)[\"']|"
    rb"<(?:\w+:)?ddeLink\b|\bDDE(?:AUTO)?\s+[\"'\\]|Target\s*=\s*[\"']\s*(?:javascript|file|mhtml|ms-\w+):",
    re.IGNORECASE,
)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_TAIL = 1_300  # of the piece before: what the longest pattern may span


def check_office(extension: str) -> Callable[[BinaryIO], None]:
    """The checker of one of the three formats."""
    main_type, main_part = _MAIN_TYPES[extension]

    def check(file: BinaryIO) -> None:
        reader = _Reader()
        names = {member.filename for member in check_members(file, reader.look)}
        if _TYPES not in names or main_part not in names or main_type not in reader.types:
            raise NotAdmitted(
                _("is an archive, but not a .%(ending)s file. Save it again in that format.") % {"ending": extension},
                code="content",
            )

    return check


class _Reader:
    """Reads the parts as they are unpacked."""

    def __init__(self) -> None:
        self.types = b""
        self._part = ""
        self._tail = b""

    def look(self, member: zipfile.ZipInfo, piece: bytes) -> None:
        name = member.filename
        if name != self._part:
            self._part, self._tail = name, b""
            if _MACROS.search(name):
                raise _macros()
        is_text = name.lower().endswith((".xml", ".rels", ".vml"))
        if not is_text:
            return
        text = self._tail + piece
        if not self._tail and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            raise NotAdmitted(_("holds parts that are not UTF-8. Save it again."), code="encoding")
        if name == _TYPES:
            self.types += piece
        self._check(name, text)
        self._tail = text[-_TAIL:]

    def _check(self, name: str, text: bytes) -> None:
        if _ENTITIES.search(text):
            raise NotAdmitted(
                _("holds definitions that readers must not follow (DOCTYPE). Save it again."), code="active"
            )
        if name == _TYPES and _MACRO_TYPES.search(text):
            raise _macros()
        if _CALLS.search(text):
            raise NotAdmitted(
                _("would fetch or start something when opened. Remove links to templates, objects and programs."),
                code="active",
            )


def _macros() -> NotAdmitted:
    return NotAdmitted(_("holds macros or embedded programs. Save it without them."), code="active")
