"""The editors of lessons with a file: an upload is checked at once, and kept as a new file when the page is saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.safety.uploads import Admitted, Purpose, UploadRefused, admit, extensions
from training.page_form import LessonPageForm

from .pages import FileLessonPage
from .services import store_file


class FileLessonForm(LessonPageForm):
    """A page with one file; `purpose` says which files the door lets in."""

    purpose: ClassVar = Purpose.DOCUMENT
    upload = forms.FileField(
        label=_("Upload the file"),
        required=False,
        help_text=_(
            "CSV, XLSX, PDF, ZIP, text or another office file, up to 25 MB. A new file takes the old one’s place."
        ),
    )

    admitted: Admitted | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        endings = ",".join(f".{ending}" for ending in extensions(self.purpose))
        self.fields["upload"].widget.attrs["accept"] = endings

    def clean_upload(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["upload"]
        if file is None:
            return None
        try:
            self.admitted = admit(file, purpose=self.purpose)
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return file

    def save(self, commit: bool = True) -> FileLessonPage:
        file = self.cleaned_data.get("upload")
        if file and self.admitted:
            self.instance.file = store_file(
                file=file, admitted=self.admitted, by=self.for_user, replacing=self.instance.file
            )
        page: FileLessonPage = super().save(commit=commit)
        return page
