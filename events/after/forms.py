"""Shapes of input about what hangs on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.pages.captions.uploads import captions_in
from community.safety.addresses import check_address
from community.safety.tokens import FormTokenField
from community.safety.uploads import Purpose, UploadRefused, admit, extensions
from events.models import Occurrence
from events.times import times_of
from forum.forms import TextForm

from .enums import Audience, LinkKind
from .models.outcomes import MOST_LINKS, Link
from .models.outcomes import MOST_WORDS as LONGEST_OUTCOME
from .models.surveys import MOST_WORDS, QUESTIONS, WORDS_QUESTION
from .services.minutes import meetings_after

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from .models import Material, Minutes, OutcomeNote, Recording, SurveyAnswer
    from .services.files import LetIn

_OPEN = ("", _("No answer"))
MOST_MEETINGS = 12  # to choose from


class _WithUpload(forms.Form):
    """A form with a file, which goes through the one door; `let_in` after validation."""

    purpose = Purpose.DOCUMENT
    let_in: LetIn | None = None

    def clean_upload(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["upload"]
        if file is not None:
            try:
                self.let_in = (file, admit(file, purpose=self.purpose))
            except UploadRefused as refusal:
                raise ValidationError(refusal.message) from refusal
        return file


def _files(purpose: Purpose) -> forms.FileInput:
    return forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in extensions(purpose))})


def _audience(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Audience.choices, initial=Audience.VIEWERS, widget=forms.RadioSelect)


class MaterialForm(_WithUpload):
    """A title, a file or a link, and for whom it is."""

    form_token = FormTokenField()
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("For example: Slides of part 1."))
    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, PowerPoint, Excel, CSV, JSON, text or ZIP, up to 25 MB."),
        widget=_files(Purpose.DOCUMENT),
    )
    address = forms.CharField(
        label=_("Or a link"),
        required=False,
        max_length=500,
        validators=[check_address],
        help_text=_("Begins with https://, or with / for a page of this site."),
    )
    audience = _audience(_("Who may have it"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "upload" in data and "address" in data and bool(data["upload"]) == bool(data["address"]):
            self.add_error("upload", _t("Choose a file or write a link: one of the two."))
        return data


class MaterialChangeForm(forms.Form):
    """Another title, other people; what it is stays."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = MaterialForm.base_fields["title"]
    audience = _audience(_("Who may have it"))

    def __init__(self, data: Any = None, *, material: Material) -> None:
        names = ("version", "title", "audience")
        super().__init__(data, initial={name: getattr(material, name) for name in names})


class RecordingForm(_WithUpload):
    """The video, its captions and what is said."""

    purpose = Purpose.VIDEO
    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    upload = forms.FileField(
        label=_("Video"),
        required=False,
        help_text=_("MP4 (H.264 and AAC) or WebM, up to 250 MB. A new video takes the old one’s place."),
        widget=_files(Purpose.VIDEO),
    )
    address = forms.CharField(
        label=_("Or its address"),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["https"], message=_("Write the whole address, beginning with https://."))],
        help_text=_("Where the recording already stands, beginning with https://. People open it there."),
    )
    has_captions_there = forms.BooleanField(label=_("The video at that address shows captions"), required=False)
    captions_upload = forms.FileField(
        label=_("Captions (.vtt)"),
        required=False,
        help_text=_("WebVTT, up to 1 MB: your meeting program exports it. Nobody sees the recording before."),
        widget=_files(Purpose.CAPTIONS),
    )
    transcript = forms.CharField(
        label=_("Transcript"),
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Made from the captions when it is empty. A paragraph begins with its time: [1:05 Ana Reyes] Words. "
            "A heading is ## Words."
        ),
    )
    audience = _audience(_("Who may watch it"))

    def __init__(self, data: Any = None, files: Any = None, *, recording: Recording | None = None) -> None:
        names = ("version", "address", "has_captions_there", "transcript", "audience")
        initial = {name: getattr(recording, name) for name in names} if recording else {}
        super().__init__(data, files, initial=initial)
        self.recording = recording

    def clean_captions_upload(self) -> str:
        """The new captions, or those there are."""
        file: UploadedFile | None = self.cleaned_data["captions_upload"]
        return captions_in(file) if file else (self.recording.captions if self.recording else "")

    def clean_transcript(self) -> str:
        return str(self.cleaned_data["transcript"]).replace("\r\n", "\n").replace("\x00", "").strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("upload") and data.get("address"):
            self.add_error("upload", _t("Upload a video or write its address: one of the two."))
        return data


class MinutesForm(TextForm):
    """Minutes in Markdown. After validation `cleaned_data["text"]` is the rendered text."""

    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _t("Minutes")
        self.fields["text"].widget.attrs["rows"] = 20


class VersionForm(forms.Form):
    """A step on the very version that somebody read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MeetingField(forms.ModelChoiceField):
    """A meeting, by its title and day."""

    def label_from_instance(self, obj: Occurrence) -> str:
        """Where it is held, so that everybody means the same day."""
        return f"{obj.series.title}, {times_of(obj).there}"


class ApproveForm(VersionForm):
    """Approve what was read; for minutes of a group, at which later meeting."""

    meeting = MeetingField(
        Occurrence.objects.none(), label=_("Approved at"), required=False, empty_label=_("Between two meetings")
    )

    def __init__(self, data: Any = None, *, minutes: Minutes) -> None:
        super().__init__(data, initial={"version": minutes.version})
        later = meetings_after(minutes.occurrence).select_related("series")
        keys = list(later.values_list("pk", flat=True)[:MOST_MEETINGS])
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = later.filter(pk__in=keys)
        if not keys:
            del self.fields["meeting"]


class PublishForm(VersionForm):
    """Publish; from the second time on with a note."""

    note = forms.CharField(label=_("What you corrected"), max_length=300, required=False)


class OutcomeForm(forms.Form):
    """What came of it, with up to five links."""

    form_token = FormTokenField()
    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What came of it"),
        max_length=LONGEST_OUTCOME,
        help_text=_("Two or three sentences. Numbers help: datasets published, people reached, hours saved."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, note: OutcomeNote | None = None) -> None:
        super().__init__(data, initial={"version": note.version, "text": note.text} if note else None)
        links = note.leads if note else []
        rows = data if data is not None else None
        self.links = [
            LinkForm(rows, prefix=f"link{place}", link=links[place] if place < len(links) else None)
            for place in range(MOST_LINKS)
        ]

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def is_valid(self) -> bool:
        """The note and each link that was begun."""
        return all([super().is_valid(), *(link.is_valid() for link in self.links)])

    @property
    def written(self) -> list[Link]:
        """The links of a valid form."""
        return [link.link for link in self.links if link.cleaned_data.get("address")]


class LinkForm(forms.Form):
    """One link; both words and address, or neither."""

    title = forms.CharField(label=_("Words of the link"), required=False, max_length=120)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=500,
        validators=[check_address],
        help_text=_("Begins with https://, or with / for a page of this site."),
    )
    kind = forms.ChoiceField(label=_("Leads to"), choices=LinkKind.choices, initial=LinkKind.DATASET)

    def __init__(self, data: Any = None, *, prefix: str, link: Link | None) -> None:
        initial = {"title": link.title, "address": link.address, "kind": link.kind} if link else None
        super().__init__(data, prefix=prefix, initial=initial)
        self.fields["kind"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("address") and not data.get("title"):
            self.add_error("title", _t("Say where the link leads."))
        if data.get("title") and "address" in data and not data["address"]:
            self.add_error("address", _t("Write the address of the link."))
        return data

    @property
    def link(self) -> Link:
        """From a valid form."""
        said = self.cleaned_data
        return Link(title=said["title"], address=said["address"], kind=said["kind"] or LinkKind.OTHER)


class SurveyForm(forms.Form):
    """The questions; each may stay open, not all of them."""

    def __init__(self, data: Any = None, *, answer: SurveyAnswer) -> None:
        super().__init__(data, initial={name: getattr(answer, name) for name in (*QUESTIONS, "words")})
        for name, (text, choices) in QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=text,
                choices=[*choices.choices, _OPEN],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=WORDS_QUESTION,
            help_text=_t("Organizers read it without your name. Leave out names, also of others."),
            required=False,
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(value not in (None, "") for value in cleaned.values()):
            raise forms.ValidationError(_t("Answer one question at least, or choose “Skip the survey”."))
        return cleaned

    @property
    def answers(self) -> dict[str, int | None]:
        """The choices of a valid form."""
        return {name: self.cleaned_data[name] for name in QUESTIONS}
