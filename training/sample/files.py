"""The sample's videos and downloads: through the door, like those of an editor."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from community.pages.captions.transcript import transcript_of
from community.safety.uploads import Purpose, admit
from training.files.services import store_file
from training.models import LessonFile


def sample_file(path: Path, purpose: Purpose) -> LessonFile:
    """The stored file with those bytes: the one from before, or a new one."""
    data = path.read_bytes()
    known = LessonFile.objects.filter(sha256=hashlib.sha256(data).hexdigest(), name=path.name, uploaded_by=None).first()
    if known:
        return known
    file = SimpleUploadedFile(path.name, data)
    return store_file(file=file, admitted=admit(file, purpose=purpose), by=None)


def video_fields(folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """A video lesson's own fields."""
    captions, chapters = ((folder / facts[name]).read_text("utf-8") for name in ("captions", "chapters"))
    return {
        "file": sample_file(folder / facts["video"], Purpose.VIDEO),
        "captions": captions,
        "chapters": chapters,
        "transcript": transcript_of(captions, chapters),
    }


def download_fields(folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """A download lesson's own fields."""
    file = sample_file(folder / facts["download"], Purpose.DOCUMENT)
    return {"file": file, **{name: facts[name] for name in ("what", "license", "source")}}
