"""Which files are let in: by purpose, name, size, and what their bytes say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO, cast

from django.core.files import File
from django.utils.translation import gettext as _

from . import archives, names, office, papers, pictures, texts, videos
from .refusals import NotAdmitted, UploadRefused

_MEGA = 1_000_000
# Wagtail's uploader puts the sentence into its page as HTML, and names of files come from anywhere.
_NO_TAGS = {ord("<"): "‹", ord(">"): "›"}


class Purpose(Enum):
    """What a file is uploaded for; each purpose has its own allow-list."""

    IMAGE = "image"
    DOCUMENT = "document"
    NOTEBOOK = "notebook"
    QUESTIONS = "questions"
    CAPTIONS = "captions"
    VIDEO = "video"
    WORK = "work"
    DATASET = "dataset"
    CALENDAR = "calendar"
    RESOURCE = "resource"


@dataclass(frozen=True)
class Kind:
    """One kind of file: how it is checked, how big it may be and under which type it goes out."""

    content_type: str
    most_bytes: int
    check: Callable[[BinaryIO], None] | None = None  # pictures have none: they are drawn again


@dataclass(frozen=True)
class Admitted:
    """A file that was let in: its type, the name people know, the name for the disk."""

    content_type: str
    shown_name: str
    stored_name: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[Purpose, dict[str, Kind]] = {
    Purpose.IMAGE: {
        "gif": Kind("image/gif", 10 * _MEGA),
        "jpeg": Kind("image/jpeg", 10 * _MEGA),
        "jpg": Kind("image/jpeg", 10 * _MEGA),
        "png": Kind("image/png", 10 * _MEGA),
        "webp": Kind("image/webp", 10 * _MEGA),
    },
    Purpose.DOCUMENT: {
        "csv": Kind("text/csv; charset=utf-8", 10 * _MEGA, texts.check_csv),
        "docx": Kind(_OFFICE + "wordprocessingml.document", 25 * _MEGA, office.check_office("docx")),
        "json": Kind("application/json", 10 * _MEGA, texts.check_json),
        "pdf": Kind("application/pdf", 25 * _MEGA, papers.check_pdf),
        "pptx": Kind(_OFFICE + "presentationml.presentation", 25 * _MEGA, office.check_office("pptx")),
        "txt": Kind("text/plain; charset=utf-8", 10 * _MEGA, texts.check_plain),
        "vtt": Kind("text/vtt; charset=utf-8", 10 * _MEGA, texts.check_vtt),
        "xlsx": Kind(_OFFICE + "spreadsheetml.sheet", 25 * _MEGA, office.check_office("xlsx")),
        "zip": Kind("application/zip", 25 * _MEGA, archives.check_zip),
    },
    Purpose.NOTEBOOK: {"ipynb": Kind("application/x-ipynb+json", 5 * _MEGA, texts.check_notebook)},
    Purpose.QUESTIONS: {"csv": Kind("text/csv; charset=utf-8", 2 * _MEGA, texts.check_csv)},
    Purpose.CAPTIONS: {"vtt": Kind("text/vtt; charset=utf-8", 1 * _MEGA, texts.check_vtt)},
    Purpose.VIDEO: {
        "mp4": Kind("video/mp4", 250 * _MEGA, videos.check_mp4),
        "webm": Kind("video/webm", 250 * _MEGA, videos.check_webm),
    },
    Purpose.CALENDAR: {"ics": Kind("text/calendar; charset=utf-8", 10 * _MEGA, texts.check_calendar)},
    Purpose.DATASET: {
        "csv": Kind("text/csv; charset=utf-8", 10 * _MEGA, texts.check_csv),
        "json": Kind("application/json", 10 * _MEGA, texts.check_json),
        "txt": Kind("text/plain; charset=utf-8", 10 * _MEGA, texts.check_plain),
        "xlsx": Kind(_OFFICE + "spreadsheetml.sheet", 10 * _MEGA, office.check_office("xlsx")),
        "zip": Kind("application/zip", 10 * _MEGA, archives.check_zip),
    },
}

_MARKDOWN = Kind("text/markdown; charset=utf-8", 2 * _MEGA, texts.check_plain)
_NO_RESOURCE = {"vtt", "zip"}  # a template is opened and read, not unpacked
KINDS[Purpose.RESOURCE] = {
    ending: kind for ending, kind in KINDS[Purpose.DOCUMENT].items() if ending not in _NO_RESOURCE
} | {"md": _MARKDOWN}
KINDS[Purpose.WORK] = KINDS[Purpose.DOCUMENT] | KINDS[Purpose.NOTEBOOK] | KINDS[Purpose.IMAGE]


def extensions(purpose: Purpose) -> list[str]:
    """The endings that are let in, in order."""
    return sorted(KINDS[purpose])


def admit(file: File, *, purpose: Purpose) -> Admitted:
    """Let `file` in, or raise UploadRefused with a sentence for the person who sent it.

    A picture is drawn again, and the new bytes take the place of the old ones in `file` itself: whatever a view does
    with it afterwards, the bytes that were sent are gone. Everything else stays as it is, rewound to its start.
    """
    shown = names.shown_name(file.name or "")
    try:
        extension, kind = _check_name(file, purpose)
        _check_size(file, kind)
        file.seek(0)
        if kind.check is None:
            _overwrite(file, pictures.redraw(_bytes_of(file), extension))
        else:
            kind.check(_bytes_of(file))
        file.seek(0)
    except NotAdmitted as refusal:
        message = _("“%(name)s” %(why)s") % {"name": shown, "why": refusal.why}
        raise UploadRefused(message.translate(_NO_TAGS), code=refusal.code) from refusal
    return Admitted(kind.content_type, shown, names.stored_name(extension))


def content_type_of(name: str) -> str:
    """The type under which a stored file goes out; bytes without a meaning when its ending is not one of ours."""
    extension = names.extension_of(name)
    for kinds in KINDS.values():
        if extension in kinds:
            return kinds[extension].content_type
    return "application/octet-stream"


def _check_name(file: File, purpose: Purpose) -> tuple[str, Kind]:
    kinds = KINDS[purpose]
    name = file.name or ""
    if names.has_unseen(name):
        raise NotAdmitted(_("has invisible characters in its name. Rename the file and try again."), code="name")
    extension = names.extension_of(name)
    if extension not in kinds:
        allowed = ", ".join(f".{ending}" for ending in extensions(purpose))
        raise NotAdmitted(
            _("can’t be uploaded here: the name of the file must end in %(allowed)s.") % {"allowed": allowed},
            code="extension",
        )
    return extension, kinds[extension]


def _check_size(file: File, kind: Kind) -> None:
    if not file.size:
        raise NotAdmitted(_("is empty. Check that it was saved, and choose it again."), code="size")
    if file.size > kind.most_bytes:
        raise NotAdmitted(
            _("is %(size)s MB; %(most)d MB is the most it may be. Make it smaller and try again.")
            % {"size": f"{file.size / _MEGA:.1f}", "most": kind.most_bytes // _MEGA},
            code="size",
        )


def _bytes_of(file: File) -> BinaryIO:
    return cast("BinaryIO", file.file)


def _overwrite(file: File, data: bytes) -> None:
    stream = _bytes_of(file)
    stream.seek(0)
    stream.truncate()
    stream.write(data)
    stream.flush()
    file.size = len(data)
