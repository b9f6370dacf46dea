"""Pictures: drawn again from their pixels, so that nothing but the picture is kept."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .refusals import NotAdmitted

MOST_PIXELS = 40_000_000
MOST_SIDE = 16_000  # WebP ends at 16,383
_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")  # JPEG opens MPO too: what phones make of one picture and its depth
_BY_EXTENSION = {"gif": {"GIF"}, "jpg": {"JPEG", "MPO"}, "jpeg": {"JPEG", "MPO"}, "png": {"PNG"}, "webp": {"WEBP"}}
_MODES = {
    "GIF": ("L", "P", "1"),
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WEBP": ("RGB", "RGBA"),
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "GIF": {},
    "JPEG": {"quality": 88, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 90, "method": 3},
}
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)  # what Pillow's readers raise on bytes made to break them


def redraw(file: BinaryIO, extension: str) -> bytes:
    """The picture in `file`, encoded anew: upright, still, without EXIF, profiles, comments or anything behind its end.

    Raises NotAdmitted for what is no picture of that kind, is cut, moves, or has too many pixels.
    """
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            _check_header(opened, extension)
            opened.load()
            return _encode(opened, "JPEG" if opened.format == "MPO" else str(opened.format))
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise NotAdmitted(
            _("is damaged or not a picture of the kind its name says. Save it again as .%(ending)s.")
            % {"ending": extension},
            code="content",
        ) from error


def _check_header(opened: Image.Image, extension: str) -> None:
    """What can be known before a pixel is decoded."""
    if opened.format not in _BY_EXTENSION[extension]:
        raise NotAdmitted(
            _("is a %(kind)s picture under another name. Save it again as .%(ending)s.")
            % {"kind": opened.format, "ending": extension},
            code="content",
        )
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise _too_many_pixels()
    if opened.format != "MPO" and getattr(opened, "is_animated", False):  # WCAG 2.2.2: nobody could pause it
        raise NotAdmitted(
            _("moves, and people could not stop it. Save one frame as a still picture and upload that."),
            code="animated",
        )


def _encode(opened: Image.Image, kind: str) -> bytes:
    still = ImageOps.exif_transpose(opened)
    if still.mode not in _MODES[kind]:
        still = still.convert(_target_mode(still, kind))
    clear = still.info.get("transparency") if still.mode == "P" else None
    still.info = {} if clear is None else {"transparency": clear}  # Pillow writes comments, profiles, EXIF from here
    drawn = BytesIO()
    still.save(drawn, format=kind, **_OPTIONS[kind])
    return drawn.getvalue()


def _target_mode(still: Image.Image, kind: str) -> str:
    if kind == "GIF":
        return "P"
    if kind != "JPEG" and still.has_transparency_data:
        return "RGBA"
    return "L" if kind in {"JPEG", "PNG"} and still.mode.startswith(("L", "I", "1", "F")) else "RGB"


def _too_many_pixels() -> NotAdmitted:
    return NotAdmitted(
        _("has more than %(most)d million pixels, or a side of more than %(side)d. Save it smaller.")
        % {"most": MOST_PIXELS // 1_000_000, "side": MOST_SIDE},
        code="pixels",
    )
