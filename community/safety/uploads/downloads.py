"""How a stored file goes out: streamed, and of no use as a page. Who may have it, the caller knows."""

from __future__ import annotations

from pathlib import PurePath
from typing import IO, cast

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from .admission import content_type_of
from .names import download_name, extension_of
from .ranges import OutOfRange, Part, byte_range

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


def stream(request: HttpRequest, video: FieldFile) -> FileResponse | HttpResponse:
    """A video to be played in place, whole or the part that is asked for (RFC 9110, 14); Http404 when it is lost.

    Players skip by asking for parts, and Safari plays nothing from a server that knows none. The stored name is never
    used for another file, so it is the entity tag.
    """
    content_type = content_type_of(video.name or "")
    if not content_type.startswith("video/"):
        raise Http404
    tag = f'"{PurePath(video.name or "").stem}"'
    headers = {**_HEADERS, "Accept-Ranges": "bytes", "ETag": tag}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    opened = _opened(video)
    asked = request.headers.get("Range", "") if request.method == "GET" else ""  # 14.2: of GET alone
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    try:
        part = byte_range(asked, opened.size)
    except OutOfRange:
        size = opened.size
        opened.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    if part is None:
        return FileResponse(opened, content_type=content_type, headers=headers)
    first, last = part
    length = last - first + 1
    headers |= {"Content-Range": f"bytes {first}-{last}/{opened.size}", "Content-Length": str(length)}
    cut = cast("IO[bytes]", Part(cast("IO[bytes]", opened), first, length))
    return FileResponse(cut, content_type=content_type, headers=headers, status=206)


def _opened(file: FieldFile) -> File[bytes]:
    try:
        return file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
