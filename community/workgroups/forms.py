"""Shapes of input about work groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.safety.characters import one_line
from community.safety.uploads import Purpose
from community.safety.uploads.forms import OneFileForm

from .models import CHARTER, Deliverable, WorkGroup

MOST_ADDRESSES = 30
_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DeclineForm(forms.Form):
    """Why a lead says no; the person reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("The person who asked reads this."),
        widget=forms.TextInput,
    )


class AddressesField(forms.CharField):
    """E-mail addresses of members, one a line; `clean` gives the members in that order."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> Any:
        lines = [line.strip().strip(",;").lower() for line in (super().clean(value) or "").splitlines()]
        wanted = list(dict.fromkeys(line for line in lines if line))
        if len(wanted) > MOST_ADDRESSES:
            raise ValidationError(_("Give at most %(most)d addresses.") % {"most": MOST_ADDRESSES})
        found = {member.email.lower(): member for member in Member.objects.filter(is_active=True, email__in=wanted)}
        unknown = [address for address in wanted if address not in found]
        if unknown:
            raise ValidationError(
                _("Nobody here has the address %(addresses)s. Ask them to make an account first.")
                % {"addresses": ", ".join(unknown)}
            )
        return [found[address] for address in wanted]


class InviteForm(forms.Form):
    """Whom to invite."""

    addresses = AddressesField(
        label=gettext_lazy("E-mail addresses of people with an account, one a line"), max_length=4_000
    )


_TEXTS: dict[str, Any] = {
    "purpose": forms.Textarea(attrs={"rows": 3}),
    "scope": forms.Textarea(attrs={"rows": 4}),
    "objectives": forms.Textarea(attrs={"rows": 4}),
    "review_on": _DATE,
}
_LABELS = {
    "name": gettext_lazy("Name of the group"),
    "purpose": gettext_lazy("Purpose"),
    "scope": gettext_lazy("Scope"),
    "sponsor": gettext_lazy("Sponsor"),
    "objectives": gettext_lazy("Objectives, one a line"),
    "cadence": gettext_lazy("How often it meets"),
    "review_on": gettext_lazy("Look at the charter again on"),
}
_HELP = {
    "name": gettext_lazy("Two or three words, for example “Metadata Standards”. It can’t be changed later."),
    "purpose": gettext_lazy("One or two sentences: what is better when the group has done its work?"),
    "scope": gettext_lazy("What the group works on, and what it does not."),
    "sponsor": gettext_lazy("Who stands behind the group: a role and a department."),
    "cadence": gettext_lazy("For example “Second Tuesday of each month, one hour”."),
    "review_on": gettext_lazy("On that day its leads are asked whether the charter still holds."),
}


class FoundForm(forms.ModelForm[WorkGroup]):
    """Everything a group begins with, on one page."""

    is_private = forms.TypedChoiceField(
        label=gettext_lazy("Who sees the group"),
        choices=[
            ("no", gettext_lazy("Everybody sees its charter; its private board and documents are for members")),
            ("yes", gettext_lazy("Only its members and those it invites know that it exists")),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This can’t be changed later."),
    )
    has_public_board = forms.BooleanField(
        label=gettext_lazy("A board that everybody reads, too"),
        required=False,
        help_text=gettext_lazy("Each group has a private board. In an open one, everybody can ask the group."),
    )
    leads = AddressesField(
        label=gettext_lazy("Leads: e-mail addresses, one a line"),
        max_length=4_000,
        required=False,
        help_text=gettext_lazy("They let people in and look after the boards. Leave it empty to lead it yourself."),
    )
    invited = AddressesField(
        label=gettext_lazy("Whom to invite: e-mail addresses, one a line"), max_length=4_000, required=False
    )

    class Meta:
        model = WorkGroup
        fields = ("name", *CHARTER, "is_private")
        widgets: ClassVar = _TEXTS
        labels: ClassVar = _LABELS
        help_texts: ClassVar = _HELP

    def clean_name(self) -> str:
        """On one line."""
        return one_line(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("is_private") and said.get("has_public_board"):
            self.add_error("has_public_board", _("A private group has no public board. Choose one or the other."))
        return said


class CharterForm(forms.ModelForm[WorkGroup]):
    """The charter, the version it was opened on, and why it changes."""

    note = forms.CharField(
        label=gettext_lazy("Why it changes"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("One sentence that stands in the history."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = WorkGroup
        fields = CHARTER
        widgets: ClassVar = _TEXTS
        labels: ClassVar = _LABELS
        help_texts: ClassVar = _HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.charter_version


class CloseForm(forms.Form):
    """What came of a group, and where its work goes on."""

    achieved = forms.CharField(
        label=gettext_lazy("What came of the group’s work"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("It stands on the group’s page. Leave an empty line between paragraphs."),
    )
    merged_into = forms.ModelChoiceField(
        WorkGroup.objects.none(),
        label=gettext_lazy("Its work goes on in"),
        required=False,
        empty_label=gettext_lazy("No other group"),
        help_text=gettext_lazy("Ask the leads of that group first."),
    )

    def __init__(self, *args: Any, group: WorkGroup, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = WorkGroup.objects.visible_to(by).open().exclude(pk=group.pk)
        field = self.fields["merged_into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = others if group.is_private else others.filter(is_private=False)
        self.initial["achieved"] = group.achieved


class _Document(OneFileForm):
    """A file for the members of a group."""

    purpose = Purpose.DOCUMENT
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, an office file, CSV, text, ZIP or a picture, up to 25 MB."),
    )


class DocumentForm(_Document):
    """A new document."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)

    field_order = ("title", "file")

    def clean_title(self) -> str:
        """On one line."""
        return one_line(self.cleaned_data["title"])


class VersionForm(_Document):
    """Another version of a document."""

    note = forms.CharField(label=gettext_lazy("What is new"), max_length=200, required=False)


class DeliverableForm(forms.ModelForm[Deliverable]):
    """Something promised: the version it was opened on goes along."""

    link = forms.URLField(
        label=gettext_lazy("Where it is: a web address"), max_length=300, required=False, assume_scheme="https"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = Deliverable
        fields = ("title", "due_on", "done_on", "link")
        widgets: ClassVar = {"due_on": _DATE, "done_on": _DATE}
        labels: ClassVar = {
            "title": gettext_lazy("What the group promises"),
            "due_on": gettext_lazy("Due on"),
            "done_on": gettext_lazy("Done on"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["version"] = self.instance.version

    def clean_title(self) -> str:
        """On one line."""
        return one_line(self.cleaned_data["title"])
