"""Archives: every member looked at and unpacked once, within limits, before anybody else unpacks one (CWE-409)."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _

from .refusals import NotAdmitted

MOST_MEMBERS = 2_000
MOST_UNPACKED = 100_000_000  # bytes of all members
MOST_RATIO = 200  # of one member that unpacks to more than SMALL
MOST_FOLDERS = 12  # folders inside each other
SMALL = 1_000_000
_MOST_DIRECTORY = 1_000_000  # bytes of the list of members
_DIRECTORY_END = struct.Struct("<4s4H2LH")  # PKWARE APPNOTE 4.3.16
_CHUNK = 65_536
_PROGRAM = re.compile(
    r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|wsf|wsh|jse|hta|lnk|jar|apk|dmg|iso|reg|docm|dotm|xlsm|xltm|xlam|"
    r"pptm|potm|ppam)$",
    re.IGNORECASE,
)
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_PACKED_STARTS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)

Look = Callable[[zipfile.ZipInfo, bytes], None]  # called with each piece of each member


@dataclass
class _Left:
    """What the archive and those inside it may still use up."""

    unpacked: int = MOST_UNPACKED
    members: int = MOST_MEMBERS


def check_zip(file: BinaryIO) -> None:
    """Raises NotAdmitted for an archive that is a bomb, hides something, or holds programs."""
    check_members(file, _no_program)


def check_members(file: BinaryIO, look: Look) -> list[zipfile.ZipInfo]:
    """The members, each unpacked once and shown to `look`; raises NotAdmitted."""
    return _check(file, look, _Left(), is_inner=False)


def _check(file: BinaryIO, look: Look, left: _Left, *, is_inner: bool) -> list[zipfile.ZipInfo]:
    _check_frame(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_list(members, left)
            for member in members:
                _check_name(member)
                _unpack(archive, member, look, left, is_inner=is_inner)
    except _BROKEN as error:
        raise NotAdmitted(_("is a damaged archive. Make it again and upload it."), code="content") from error
    return members


def _check_frame(file: BinaryIO) -> None:
    """One archive from the first byte to the last: nothing before it, behind it, or in its comment."""
    file.seek(0)
    start = file.read(4)
    size = file.seek(0, 2)
    end = b""
    if start == b"PK\x03\x04" and size > _DIRECTORY_END.size:
        file.seek(-_DIRECTORY_END.size, 2)
        end = file.read()
    file.seek(0)
    if not end:
        raise NotAdmitted(_("is not the kind of file its name says. Save it again in that format."), code="content")
    mark, _disk, _start_disk, _here, count, length, offset, comment = _DIRECTORY_END.unpack(end)
    if mark != b"PK\x05\x06" or comment or offset + length + _DIRECTORY_END.size != size:
        raise NotAdmitted(
            _("has something before or behind the archive, or is cut. Make the archive again."), code="polyglot"
        )
    if count > MOST_MEMBERS or length > _MOST_DIRECTORY:
        raise _too_many()


def _check_list(members: list[zipfile.ZipInfo], left: _Left) -> None:
    left.members -= len(members)
    if left.members < 0:
        raise _too_many()
    names = {member.filename.casefold() for member in members}
    if len(names) != len(members):
        raise NotAdmitted(_("holds two files of the same name. Make the archive again."), code="names")
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:  # the same bytes unpacked many times over
            raise NotAdmitted(_("holds files that lie over each other. Make the archive again."), code="bomb")
        end = member.header_offset + member.compress_size


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    is_odd = name.startswith("/") or "\\" in name or ":" in name or any(ord(sign) < 32 for sign in name)
    if is_odd or {"..", "."} & set(parts) or len(name) > 250 or len(parts) > MOST_FOLDERS:
        raise NotAdmitted(
            _("holds a file whose path leads outside or is too long (“%(name)s”). Make the archive again.")
            % {"name": name[:40]},
            code="names",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NotAdmitted(_("holds a link to another file. Put the file itself into the archive."), code="names")
    if member.flag_bits & 0x1:
        raise NotAdmitted(
            _("is protected by a password, so nobody can check it. Save it without one."), code="encrypted"
        )
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotAdmitted(_("is packed in an unusual way. Make it with the common method (Deflate)."), code="content")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, look: Look, left: _Left, *, is_inner: bool) -> None:
    if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise _bomb()
    whole = bytearray()
    is_archive = False
    for number, piece in enumerate(_pieces(archive, member)):
        left.unpacked -= len(piece)
        if left.unpacked < 0:
            raise _bomb()
        if number == 0:
            is_archive = piece.startswith(b"PK\x03\x04")
            if (is_inner and is_archive) or piece.startswith(_PACKED_STARTS):
                raise NotAdmitted(
                    _("holds an archive inside it (“%(name)s”). Put its files into this one instead.")
                    % {"name": member.filename[:40]},
                    code="depth",
                )
        if is_archive:
            whole += piece
        look(member, piece)
    if is_archive:
        _check(BytesIO(bytes(whole)), look, left, is_inner=True)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as opened:
        while piece := opened.read(_CHUNK):
            yield piece


def _no_program(member: zipfile.ZipInfo, piece: bytes) -> None:
    if _PROGRAM.search(member.filename) or piece.startswith(_PROGRAM_STARTS):
        raise NotAdmitted(
            _("holds a program or a file with macros (“%(name)s”). Take it out of the archive.")
            % {"name": member.filename[:40]},
            code="active",
        )


def _bomb() -> NotAdmitted:
    return NotAdmitted(
        _("unpacks to more than %(most)d MB, or to far more than its size. Split it into smaller files.")
        % {"most": MOST_UNPACKED // 1_000_000},
        code="bomb",
    )


def _too_many() -> NotAdmitted:
    return NotAdmitted(
        _("holds more than %(most)d files. Split it into smaller archives.") % {"most": MOST_MEMBERS}, code="bomb"
    )
