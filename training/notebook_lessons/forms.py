"""Shapes of input on the instructor's page of a notebook lesson."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.safety.uploads import Purpose, UploadRefused, admit, extensions
from training.forms import checked_notebook

DRAFT, PUBLISH = "draft", "publish"


class NotebookUploadForm(forms.Form):
    """A notebook, and whether learners shall read it."""

    upload = forms.FileField(
        label=_("Notebook (.ipynb)"),
        help_text=_("Up to 5 MB, saved with its outputs: the hub never runs it."),
        widget=forms.FileInput(attrs={"accept": ".ipynb"}),
        error_messages={"required": _("Choose a notebook first.")},
    )
    then = forms.ChoiceField(
        label=_("And then"),
        choices=[(DRAFT, _("Keep it as a draft")), (PUBLISH, _("Publish it when it is converted"))],
        initial=DRAFT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["then"]

    def clean_upload(self) -> UploadedFile:
        return checked_notebook(self.cleaned_data["upload"])

    @property
    def asks_to_publish(self) -> bool:
        """Learners shall read it."""
        return bool(self.cleaned_data.get("then") == PUBLISH)


class NotebookFileForm(forms.Form):
    """A dataset beside the notebook; the door's name for people becomes its name."""

    file = forms.FileField(
        label=_("File that the notebook reads"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in extensions(Purpose.DATASET))}),
        help_text=_("Up to 10 MB: CSV, JSON, text, XLSX or ZIP. A file of the same name is replaced."),
        max_length=120,
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            admitted = admit(file, purpose=Purpose.DATASET)
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        self.cleaned_data["name"] = admitted.shown_name
        return file
