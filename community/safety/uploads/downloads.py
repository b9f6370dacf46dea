"""How a stored file goes out: streamed, and of no use as a page. Who may have it, the caller knows."""

from __future__ import annotations

from typing import IO

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from .admission import content_type_of
from .names import download_name, extension_of

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def download(file: FieldFile, *, name: str) -> FileResponse:
    """`file` as an attachment called `name` (RFC 6266), with the ending of the stored file; Http404 when it is lost.

    Pass a file whose row came from a queryset of what this person may see: nothing is checked here.
    """
    stored = file.name or ""
    return attach(_opened(file), name=download_name(name, extension_of(stored)), content_type=content_type_of(stored))


def attach(content: IO[bytes] | File[bytes], *, name: str, content_type: str) -> FileResponse:
    """`content`, which is no stored file, as an attachment called `name`."""
    return FileResponse(content, as_attachment=True, filename=name, content_type=content_type, headers=_HEADERS)


def show(picture: FieldFile, *, is_public: bool) -> FileResponse:
    """A picture that the door drew again, to be shown in place; Http404 when it is lost, or is no picture.

    Its name is never used for another picture, so browsers may keep it; a shared cache only when `is_public`.
    """
    stored = picture.name or ""
    if not content_type_of(stored).startswith("image/"):
        raise Http404
    keeping = "public, max-age=31536000, immutable" if is_public else "private, no-cache"
    return FileResponse(
        _opened(picture), content_type=content_type_of(stored), headers={**_HEADERS, "Cache-Control": keeping}
    )


def _opened(file: FieldFile) -> File[bytes]:
    try:
        return file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
