"""Videos: MP4 (ISO/IEC 14496-12) and WebM, by their own structure: whole, playable in browsers, nothing hung on."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from .refusals import NotAdmitted

_MOST_PARTS = 20_000
_MOST_READ = 1_000_000  # bytes of one part that is read
_BOXES_OF_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
_MP4_PICTURES = {b"avc1", b"avc3", b"av01", b"vp09", b"hvc1", b"hev1"}
_MP4_SOUNDS = {b"mp4a", b"Opus", b"fLaC", b"ac-3"}
_WEBM_CODECS = {b"V_VP8", b"V_VP9", b"V_AV1", b"A_OPUS", b"A_VORBIS"}
_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
_DOCTYPE, _SCALE, _DURATION, _TRACK_TYPE, _CODEC, _ATTACHMENTS = 0x4282, 0x2AD7B1, 0x4489, 0x83, 0x86, 0x1941A469
_UNKNOWN_SIZES = {(1 << 7 * length) - 1 for length in range(1, 9)}


def check_mp4(file: BinaryIO) -> None:
    """An .mp4 file; raises NotAdmitted."""
    _mp4_seconds(file)


def check_webm(file: BinaryIO) -> None:
    """A .webm file; raises NotAdmitted."""
    _webm_seconds(file)


def video_seconds(file: BinaryIO, extension: str) -> float | None:
    """How long a video that was let in plays; None when it does not say."""
    return (_mp4_seconds if extension == "mp4" else _webm_seconds)(file)


def _size_of(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _broken() -> NotAdmitted:
    return NotAdmitted(_("is not a whole video of its kind. Export it again and upload that."), code="content")


def _unplayable(codec: bytes) -> NotAdmitted:
    return NotAdmitted(
        _("is coded in a way that browsers can’t play (%(codec)s). Export it as MP4 with H.264 and AAC, or as WebM.")
        % {"codec": codec.decode("ascii", "replace")[:20]},
        code="codec",
    )


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    if not 0 <= end - start <= _MOST_READ:
        raise _broken()
    file.seek(start)
    data = file.read(end - start)
    if len(data) != end - start:
        raise _broken()
    return data


# MP4


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(type, where its content begins, where it ends) of each box; together they fill the space exactly."""
    for _number in range(_MOST_PARTS):
        if start == end:
            return
        if end - start < 8:
            raise _broken()
        size, kind = struct.unpack(">I4s", _read(file, start, start + 8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", _read(file, start + 8, min(start + 16, end)).rjust(8, b"\0"))[0], 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise _broken()
        yield kind, start + head, start + size
        start += size
    raise _broken()


def _mp4_seconds(file: BinaryIO) -> float | None:
    size = _size_of(file)
    if _read(file, 0, min(size, 12))[4:8] != b"ftyp":
        raise _broken()
    kinds = [kind for kind, _start, _end in _boxes(file, 0, size)]
    if b"moov" not in kinds or not {b"mdat", b"moof"} & set(kinds):
        raise _broken()
    seconds: list[float] = []
    codecs: list[bytes] = []
    readers: dict[bytes, Callable[[BinaryIO, int, int], None]] = {
        b"mvhd": lambda *place: seconds.append(_movie_seconds(_read(*place))),
        b"stsd": lambda *place: codecs.extend(_sample_codecs(_read(*place))),
    }
    _walk(file, 0, size, readers)
    if not _MP4_PICTURES & set(codecs):
        raise _unplayable(codecs[0] if codecs else b"-")
    for codec in codecs:
        if codec not in _MP4_PICTURES | _MP4_SOUNDS | {b"tx3g", b"wvtt", b"tmcd", b"text"}:
            raise _unplayable(codec)
    return max(seconds, default=0) or None


def _walk(file: BinaryIO, start: int, end: int, readers: dict[bytes, Callable[[BinaryIO, int, int], None]]) -> None:
    for kind, inner, after in list(_boxes(file, start, end)):
        if kind in _BOXES_OF_BOXES:
            _walk(file, inner, after, readers)
        elif kind in readers:
            readers[kind](file, inner, after)


def _movie_seconds(data: bytes) -> float:
    is_long = data[:1] == b"\x01"
    try:
        scale, duration = struct.unpack_from(">IQ" if is_long else ">II", data, 20 if is_long else 12)
    except struct.error as error:
        raise _broken() from error
    return float(duration / scale) if scale else 0.0


def _sample_codecs(data: bytes) -> list[bytes]:
    """The codec of each sample entry (8.5.2)."""
    codecs, place = [], 8
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4])
        codecs.append(data[place + 4 : place + 8])
        if size < 8:
            raise _broken()
        place += size
    return codecs


# WebM: elements of EBML (RFC 8794)


def _number(file: BinaryIO, place: int, end: int, *, keep_mark: bool) -> tuple[int, int]:
    """A number of variable length (RFC 8794, 4), and where it ends."""
    first = _read(file, place, min(place + 1, end))
    length = 9 - first[0].bit_length() if first and first[0] else 9
    if length > 8 or place + length > end:
        raise _broken()
    value = int.from_bytes(_read(file, place, place + length))
    return (value if keep_mark else value & ((1 << 7 * length) - 1)), place + length


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(id, where its content begins, where it ends); a cluster of unknown size reaches to the end."""
    for _number_of in range(_MOST_PARTS):
        if start == end:
            return
        name, place = _number(file, start, end, keep_mark=True)
        size, inner = _number(file, place, end, keep_mark=False)
        after = end if size in _UNKNOWN_SIZES and size >= (1 << 7 * (inner - place)) - 1 else inner + size
        if after > end:
            raise _broken()
        yield name, inner, after
        start = after
    raise _broken()


def _webm_seconds(file: BinaryIO) -> float | None:
    size = _size_of(file)
    top = [*_elements(file, 0, size)] if _read(file, 0, min(size, 4)) == b"\x1a\x45\xdf\xa3" else []
    if [name for name, _inner, _after in top] != [_EBML, _SEGMENT]:
        raise _broken()
    head = {name: _read(file, inner, after) for name, inner, after in _elements(file, *top[0][1:])}
    if head.get(_DOCTYPE, b"").rstrip(b"\0") != b"webm":
        raise _broken()
    parts = {name: (inner, after) for name, inner, after in _elements(file, *top[1][1:])}
    if _ATTACHMENTS in parts or _TRACKS not in parts or _INFO not in parts:
        raise _broken()
    _check_tracks(file, *parts[_TRACKS])
    info = {name: _read(file, inner, after) for name, inner, after in _elements(file, *parts[_INFO])}
    if len(info.get(_DURATION, b"")) not in {4, 8}:
        return None
    (duration,) = struct.unpack(">f" if len(info[_DURATION]) == 4 else ">d", info[_DURATION])
    return float(duration * int.from_bytes(info.get(_SCALE, b"\x0f\x42\x40")) / 1e9)


def _check_tracks(file: BinaryIO, start: int, end: int) -> None:
    kinds = []
    for name, inner, after in _elements(file, start, end):
        if name == _TRACK:
            facts = {part: (first, last) for part, first, last in _elements(file, inner, after)}
            kind, codec = (_read(file, *facts[key]) if key in facts else b"" for key in (_TRACK_TYPE, _CODEC))
            kinds.append(int.from_bytes(kind))
            if kind in {b"\x01", b"\x02"} and codec.rstrip(b"\0") not in _WEBM_CODECS:
                raise _unplayable(codec)
    if 1 not in kinds:
        raise _broken()
