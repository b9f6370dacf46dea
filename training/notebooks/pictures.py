"""Pictures of a notebook: known by their bytes, not by their label, bounded, and shown only as data addresses."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from training.notebooks import limits


class PictureRefused(ValueError):
    """Bytes that are not shown; the text ends the sentence `The picture …`."""


@dataclass(frozen=True)
class Picture:
    """A picture that may be shown."""

    kind: str
    encoded: str
    size: tuple[int, int] | None = None
    words: str = ""

    @property
    def address(self) -> str:
        return f"data:image/{self.kind};base64,{self.encoded}"


def read_picture(encoded: str) -> Picture:
    """Return the picture in base64 text. Raises PictureRefused."""
    compact = "".join(encoded.split())
    if len(compact) > limits.MAX_PICTURE_BYTES * 4 // 3 + 4:
        raise PictureRefused("is larger than 1 MB; save it smaller")
    try:
        data = base64.b64decode(compact, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureRefused("is damaged; run the cell again") from error
    for kind, starts, measure in _KINDS:
        if starts(data):
            size = measure(data)
            if size and size[0] * size[1] > limits.MAX_PIXELS:
                raise PictureRefused("has more than 40 million pixels; save it smaller")
            return Picture(kind, base64.b64encode(data).decode(), size)
    raise PictureRefused("is not a PNG, JPEG, GIF or WebP picture")


def figure(picture: Picture, alt: str, *, width: object = None, height: object = None, caption: str = "") -> str:
    """Return the HTML of a picture; `width` and `height` are what the notebook asks for, used when they make sense."""
    asked = [side for side in (width, height) if isinstance(side, int | float) and 0 < side < 10_000]
    size = tuple(round(side) for side in asked) if len(asked) == 2 else picture.size
    measures = f' width="{size[0]}" height="{size[1]}"' if size else ""
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{picture.address}" alt="{escape(alt)}"{measures}>{below}</figure>'


def _png_size(data: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", data[16:24]) if len(data) >= 24 else None


def _gif_size(data: bytes) -> tuple[int, int] | None:
    return struct.unpack("<HH", data[6:10]) if len(data) >= 10 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + max(length, 2)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"VP8X" or len(data) < 30:
        return None
    return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")


_Kind = tuple[str, Callable[[bytes], bool], Callable[[bytes], tuple[int, int] | None]]
_KINDS: tuple[_Kind, ...] = (
    ("png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png_size),
    ("jpeg", lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg_size),
    ("gif", lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif_size),
    ("webp", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp_size),
)
