"""A form with one file, which the door looks at."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from . import Admitted, Purpose, UploadRefused, admit, extensions


class OneFileForm(forms.Form):
    """A file that the one door lets in for `purpose`; whoever extends it says which kinds of files in a help text."""

    purpose: ClassVar[Purpose]
    file = forms.FileField(label=gettext_lazy("File"))
    admitted: Admitted | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in extensions(self.purpose))

    def clean_file(self) -> UploadedFile:
        """The file; refused with the door's sentence."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.admitted = admit(file, purpose=self.purpose)
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return file

    @property
    def let_in(self) -> tuple[UploadedFile, Admitted]:
        """The file with what the door said of it. Only of a valid form."""
        assert self.admitted is not None
        return self.cleaned_data["file"], self.admitted
