"""The editor of a video lesson: broken captions are refused with their lines, a transcript is made from good ones."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.pages.captions.transcript import transcript_of
from community.pages.captions.uploads import captions_in
from community.pages.captions.webvtt import normal_lines
from community.safety.uploads import Purpose
from training.files.forms import FileLessonForm


class VideoLessonForm(FileLessonForm):
    """A page with a video and its captions."""

    purpose: ClassVar = Purpose.VIDEO
    upload = forms.FileField(
        label=_("Upload the video"),
        required=False,
        help_text=_("MP4 (H.264 and AAC) or WebM, up to 250 MB. A new video takes the old one’s place."),
    )
    captions_upload = forms.FileField(
        label=_("Upload captions (.vtt)"),
        required=False,
        help_text=_("WebVTT, up to 1 MB. Captions with a fault are refused with the line and the reason."),
        widget=forms.FileInput(attrs={"accept": ".vtt"}),
    )

    def clean_captions_upload(self) -> str:
        file: UploadedFile | None = self.cleaned_data["captions_upload"]
        return captions_in(file) if file else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("captions_upload"):
            values["captions"] = values["captions_upload"]
        for name in ("captions", "chapters"):
            if values.get(name):
                values[name] = normal_lines(values[name])
        written = (values.get("transcript") or "").replace("\r\n", "\n").strip()
        before = transcript_of(self.instance.captions, self.instance.chapters).strip()
        if not written or written == before:
            values["transcript"] = transcript_of(values.get("captions", ""), values.get("chapters", "")) or written
        return values
