"""Shapes of input: the start button, a question, a file of questions, extra time."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.people.models import Member
from community.safety.tokens import FormTokenField
from community.safety.uploads import Purpose, UploadRefused, admit

from .content import MOST_LINES, write_content
from .drafting import MOST, draft_question
from .enums import QuestionKind
from .models import ExtraTime, Question
from .services.bank import QuestionDraft

_FIELD_OF = {"question": "text"}


class StartForm(forms.Form):
    """The button that begins an attempt."""

    form_token = FormTokenField()


class QuestionForm(forms.Form):
    """One question, with its answers one a line. `draft` is what a valid form says."""

    key = forms.CharField(
        label=_("Key"), max_length=60, help_text=_("Names the question in files: small letters, digits and hyphens.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=QuestionKind)
    topic = forms.CharField(
        label=_("Topic"), max_length=MOST["topic"], required=False, help_text=_("A part of a quiz draws by it.")
    )
    points = forms.CharField(label=_("Points"), max_length=5, initial="1")
    text = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}))
    answers = forms.CharField(
        label=_("Answers, one a line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("How to write them stands beside this form."),
    )
    tolerance = forms.CharField(
        label=_("Tolerance"), required=False, max_length=20, help_text=_("For numbers: 0.5, or 2% for two percent.")
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40, help_text=_("For numbers: feet, say."))
    hint = forms.CharField(label=_("Hint"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    feedback = forms.CharField(
        label=_("Feedback"), widget=forms.Textarea(attrs={"rows": 2}), required=False,
        help_text=_("Shown to everybody after the attempt, when the quiz shows feedback."),
    )  # fmt: skip

    draft: QuestionDraft | None = None

    @classmethod
    def initial_of(cls, question: Question) -> dict[str, Any]:
        """What the form shows of a question."""
        version = question.current
        if version is None:
            return {"key": question.key}
        written = write_content(version.kind, version.content)
        same = {name: getattr(version, name) for name in ("kind", "topic", "points", "text", "hint", "feedback")}
        more = {"answers": "\n".join(written.lines), "tolerance": written.tolerance, "unit": written.unit}
        return {"key": question.key, **same, **more}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        lines = [line for line in values["answers"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            self.add_error("answers", _t("More than %(most)d answers. Leave some out.") % {"most": MOST_LINES})
            return values
        answers = {f"answer_{number}": line for number, line in enumerate(lines, 1)}
        drafted = draft_question({**{name: str(value) for name, value in values.items()}, **answers})
        for fault in drafted.faults:
            self.add_error(_FIELD_OF.get(fault.column, fault.column), fault.reason)
        self.draft = drafted.draft
        return values


class ImportForm(forms.Form):
    """A file of questions."""

    file = forms.FileField(
        label=_("File with questions (.csv)"),
        help_text=_("UTF-8, up to 2 MB and 1,000 questions. A key that is in the bank already becomes a new version."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    only_good = forms.BooleanField(label=_("Import the good lines even when others have faults"), required=False)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            admit(file, purpose=Purpose.QUESTIONS)
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return file

    def text(self) -> str:
        """What the file says; the door has seen that it is UTF-8."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return str(file.read().decode("utf-8-sig"))


class ExtraTimeForm(forms.ModelForm):
    """More time for one member. `member_found` is the member with the address."""

    email = forms.EmailField(label=_("Email address of the member"), max_length=254)

    member_found: Member | None = None
    field_order = ("email", "factor", "minutes")

    class Meta:
        model = ExtraTime
        fields = ("factor", "minutes")
        labels: ClassVar = {"factor": _("Times the limit"), "minutes": _("Minutes more")}
        help_texts: ClassVar = {
            "factor": _("From 1 to 4: 1.5 makes 60 minutes 90."),
            "minutes": _("Added to that. 1 and 0 take the extra time away again."),
        }

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.member_found = Member.objects.filter(email__iexact=email, is_active=True).first()
        if self.member_found is None:
            raise ValidationError(_t("No member has this address. Check how it is written."))
        return email

    def validate_constraints(self) -> None:
        """The service writes over the row there is."""
