"""Files of captions, let in by the door and read strictly."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from community.safety.uploads import Purpose, UploadRefused, admit

from .webvtt import normal_lines, read_webvtt

FAULTS_SHOWN = 40


def captions_in(file: UploadedFile) -> str:
    """The WebVTT text of `file`. Raises ValidationError with each line that a player would drop."""
    try:
        admit(file, purpose=Purpose.CAPTIONS)
    except UploadRefused as refusal:
        raise ValidationError(refusal.message) from refusal
    text = normal_lines(file.read().decode("utf-8-sig"))
    if faults := read_webvtt(text).faults:
        raise ValidationError([str(fault) for fault in faults[:FAULTS_SHOWN]])
    return text
