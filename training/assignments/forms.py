"""Shapes of input: what a learner hands in, what an instructor answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.safety.tokens import FormTokenField
from community.safety.uploads import Admitted, Purpose, UploadRefused, admit, extensions
from training.models import Work

from .pages import AssignmentLessonPage
from .rubric import Criterion, fingerprint, marks_of
from .services import Words

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_TEXT = 20_000


class _Form(forms.Form):
    """A form that is shown again with what was typed."""

    def send_again(self, **hidden: object) -> None:
        """Put other values into hidden fields, so that the next send is about what is shown now."""
        data = cast("QueryDict", self.data).copy()
        for name, value in hidden.items():
            data[name] = str(value)
        self.data = data


class WorkForm(_Form):
    """What one hands in, as the assignment allows. `words` is what a valid form says."""

    form_token = FormTokenField()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=_("Your text"), required=False, max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 12})
    )
    link = forms.CharField(
        label=_("Link to your work"),
        required=False,
        max_length=500,
        widget=forms.URLInput,
        help_text=_("Begins with https:// or http://. The hub does not open it: check that your instructor may."),
    )
    file = forms.FileField(label=_("File"), required=False)
    drop_file = forms.BooleanField(label=_("Take the file out"), required=False)

    admitted: Admitted | None = None

    def __init__(
        self, data: Any = None, files: Any = None, *, lesson: AssignmentLessonPage, work: Work | None = None
    ) -> None:
        initial = {"seen": work.draft_version, "text": work.text, "link": work.link} if work else {"seen": 0}
        super().__init__(data, files, initial=initial)
        for name in ("text", "link", "file"):
            if not getattr(lesson, f"takes_{name}"):
                del self.fields[name]
        if "file" in self.fields:
            self.fields["file"].help_text = _t("A document, a table, a picture or a notebook, up to 25 MB.")
            endings = ",".join(f".{ending}" for ending in extensions(Purpose.WORK))
            self.fields["file"].widget.attrs["accept"] = endings
        if not (work and work.file):
            del self.fields["drop_file"]

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip()
        if not link:
            return ""
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or any(sign.isspace() for sign in link):
            raise ValidationError(_t("Write the whole address of a page, beginning with https://."))
        return link

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            self.admitted = admit(file, purpose=Purpose.WORK)
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return file

    @property
    def words(self) -> Words:
        """The good fields: of a form with a fault, those that have none, so that a file needn't be sent again."""
        values = self.cleaned_data
        return Words(
            text=values.get("text"),
            link=values.get("link"),
            file=values.get("file"),
            admitted=self.admitted if values.get("file") else None,
            drop_file=bool(values.get("drop_file")),
        )


class ReviewForm(_Form):
    """An answer: a level and a comment for each criterion, and words about the whole."""

    form_token = FormTokenField()
    rubric = forms.CharField(widget=forms.HiddenInput, max_length=32)
    feedback = forms.CharField(
        label=_("Feedback on the whole"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What is good, and what to do next. Needed when you ask for another try."),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.fields["rubric"].initial = fingerprint(criteria)
        for number, criterion in enumerate(criteria):
            choices = [
                (place, f"{level.name} ({level.points}){': ' + level.text if level.text else ''}")
                for place, level in enumerate(criterion.levels)
            ]
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.text,
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _t("Choose a level.")},
            )
            self.fields[f"comment_{number}"] = forms.CharField(
                label=_t("Comment on “%(criterion)s”") % {"criterion": criterion.name},
                required=False,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([name for name in self.fields if name != "feedback"] + ["feedback"])

    def clean_rubric(self) -> str:
        sent: str = self.cleaned_data["rubric"]
        if sent != fingerprint(self.criteria):
            self.send_again(rubric=fingerprint(self.criteria))
            raise ValidationError(
                _t("The rubric was changed meanwhile. Look at the levels once more, then send again.")
            )
        return sent

    @property
    def marks(self) -> list[dict[str, Any]]:
        """What a valid form says, in words."""
        numbers = range(len(self.criteria))
        levels = [self.cleaned_data[f"level_{number}"] for number in numbers]
        return marks_of(self.criteria, levels, [self.cleaned_data[f"comment_{number}"] for number in numbers])


class TakeBackForm(forms.Form):
    """Why an acceptance is taken back; the learner reads it."""

    reason = forms.CharField(
        label=_("Why you take the acceptance back"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learner reads it. The lesson counts as not done until the work is accepted again."),
    )
