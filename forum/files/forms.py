"""The parts of a form that take files and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line
from community.safety.uploads import Admitted, Purpose, UploadRefused, admit, extensions
from forum.forms import EditForm, ReplyForm
from forum.kinds.forms import StartForm

from .limits import MOST_BYTES, MOST_FILES
from .models import LONGEST_ALT

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

    from forum.models import Attachment

_APART = ("drop_files", "new_files", "picture", "picture_alt")
FileLetIn = tuple[UploadedFile, Admitted]


class _ManyFiles(forms.FileInput):
    """One field for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.Field):
    """Files for a post. `clean` gives each with what the one door said of it."""

    widget = _ManyFiles

    def clean(self, value: Any) -> list[FileLetIn]:
        sent: list[UploadedFile] = [file for file in value or () if isinstance(file, UploadedFile)]
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(
                _("These are %(found)d files. Choose at most %(most)d."),
                code="many",
                params={"found": len(sent), "most": MOST_FILES},
            )
        if sum(file.size or 0 for file in sent) > MOST_BYTES:
            raise forms.ValidationError(
                _("These files are more than %(most)d MB together. Choose fewer or smaller ones."),
                code="large",
                params={"most": MOST_BYTES // 1_000_000},
            )
        return self._admitted(sent)

    @staticmethod
    def _admitted(sent: Sequence[UploadedFile]) -> list[FileLetIn]:
        let_in, faults = [], []
        for file in sent:
            try:
                let_in.append((file, admit(file, purpose=Purpose.WORK)))
            except UploadRefused as refusal:
                faults.append(forms.ValidationError(refusal.message, code=refusal.code))
        if faults:
            raise forms.ValidationError(faults)
        return let_in


def _endings(purpose: Purpose) -> str:
    return ",".join(f".{ending}" for ending in extensions(purpose))


class PictureForm(forms.Form):
    """A picture and the words for those who do not see it."""

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": _endings(Purpose.IMAGE)}),
        error_messages={"required": _("Choose a picture.")},
    )
    picture_alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=LONGEST_ALT,
        help_text=_("For people who can’t see it: one sentence with what matters in it."),
        error_messages={"required": _("Say what the picture shows, so that people who can’t see it know too.")},
    )

    admitted: Admitted

    def clean_picture(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["picture"]
        try:
            self.admitted = admit(file, purpose=Purpose.IMAGE)
        except UploadRefused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        return file

    def clean_picture_alt(self) -> str:
        return one_line(self.cleaned_data["picture_alt"])


class WithFiles(forms.Form):
    """A form for a post that takes files, and pictures for its text. They stand apart from the other fields."""

    new_files = FilesField(
        label=_("Files"),
        required=False,
        widget=_ManyFiles(attrs={"accept": _endings(Purpose.WORK)}),
        help_text=_("Up to %(files)d files, %(size)d MB together: documents, tables, pictures, notebooks.")
        % {"files": MOST_FILES, "size": MOST_BYTES // 1_000_000},
    )
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": _endings(Purpose.IMAGE)})
    )
    picture_alt = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        help_text=_("For people who can’t see it: one sentence with what matters in it."),
    )

    def visible_fields(self) -> list[BoundField]:
        return [field for field in super().visible_fields() if field.name not in _APART]

    @property
    def file_fields(self) -> list[BoundField]:
        """Those for files below the post."""
        return [self[name] for name in ("drop_files", "new_files") if name in self.fields]

    @property
    def picture_fields(self) -> list[BoundField]:
        """Those for a picture in the text."""
        return [self["picture"], self["picture_alt"]]

    @property
    def is_apart_open(self) -> bool:
        """Whether something among files and pictures asks for attention."""
        return bool(self.errors.keys() & set(_APART)) or self.is_file_lost or "drop_files" in self.fields

    @property
    def is_file_lost(self) -> bool:
        """Whether files came with a form that is shown again: browsers keep none."""
        return bool(self.files)

    def clean_picture(self) -> None:
        if self.cleaned_data["picture"]:
            raise forms.ValidationError(
                _("This picture is not in your text yet. Choose it again and press “Add to the text”."), code="apart"
            )

    def write_below(self, words: str) -> None:
        """Add words at the end of the text that is shown again."""
        data = cast("QueryDict", self.data).copy()
        data["text"] = f"{data.get('text', '').rstrip()}\n\n{words}\n".lstrip("\n")
        data["picture_alt"] = ""
        self.data = data

    def send_again(self, name: str, value: object) -> None:
        """Put another value into a hidden field, so that the next send is about what is shown now."""
        data = cast("QueryDict", self.data).copy()
        data[name] = str(value)
        self.data = data


class ReplyWithFiles(WithFiles, ReplyForm):
    """A reply as the site takes it."""


class StartWithFiles(WithFiles, StartForm):
    """A topic as the site takes it."""


class EditWithFiles(WithFiles, EditForm):
    """A change of one's own post; the files that it has can be taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    drop_files = forms.MultipleChoiceField(label=_("Take out"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, attachments: Sequence[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The post's own and no others: a number of somebody else's file is no choice here.
        self.fields["drop_files"].choices = [(str(row.pk), row.name) for row in attachments]  # type: ignore[attr-defined]
        if not attachments:
            del self.fields["drop_files"]
