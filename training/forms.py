"""Shapes of input: the learner's buttons, and the notebook field of the page editor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.safety.tokens import FormTokenField
from community.safety.uploads import Purpose, UploadRefused, admit

from .notebooks import NotebookRefused
from .notebooks.reading import read_notebook
from .page_form import LessonPageForm
from .pages import NotebookLessonPage
from .services.notebooks import upload_notebook


class EnrolForm(forms.Form):
    """The enrol button."""

    form_token = FormTokenField()


class MarkForm(forms.Form):
    """The buttons below a lesson; `version` is the one that stood above them."""

    form_token = FormTokenField()
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


def checked_notebook(file: UploadedFile) -> UploadedFile:
    """The same file, rewound, when it can be a notebook; a ValidationError that says why not otherwise."""
    try:
        admit(file, purpose=Purpose.NOTEBOOK)
        read_notebook(file.read())
    except (NotebookRefused, UploadRefused) as refusal:
        raise ValidationError(refusal.message) from refusal
    file.seek(0)
    return file


class NotebookLessonForm(LessonPageForm):
    """The editor of a notebook lesson: checks an upload at once and stores it as a new version when saved."""

    upload = forms.FileField(
        label=_("Upload a notebook (.ipynb)"),
        help_text=_(
            "Up to 5 MB, saved with its outputs: the hub never runs it. Learners keep the former version until the new "
            "one is converted."
        ),
        widget=forms.FileInput(attrs={"accept": ".ipynb"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = self.instance.notebook_id is None

    def clean_upload(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["upload"]
        return file and checked_notebook(file)

    def save(self, commit: bool = True) -> NotebookLessonPage:
        file = self.cleaned_data.get("upload")
        if file:
            self.instance.notebook = upload_notebook(
                source=file.read(), name=file.name, by=self.for_user, replacing=self.instance.notebook
            )
        page: NotebookLessonPage = super().save(commit=commit)
        return page
