"""The shape of input about bringing in a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.safety.tokens import FormTokenField
from community.safety.uploads import Purpose, UploadRefused, admit
from community.workgroups.models import WorkGroup
from events.permissions import can_schedule_without_group, groups_to_schedule_for

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from community.people.models import Member


class ImportForm(forms.Form):
    """A file or an address, and the group that the events are for."""

    form_token = FormTokenField()
    file = forms.FileField(
        label=_("Calendar file"),
        required=False,
        help_text=_("Ends in .ics, up to 10 MB. Your calendar program calls it export."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics"}),
    )
    address = forms.CharField(
        label=_("Or its address"),
        required=False,
        max_length=2_000,
        widget=forms.URLInput,
        help_text=_("Begins with https:// or webcal://, and needs no log-in. Up to 2 MB."),
    )
    keep = forms.BooleanField(
        label=_("Keep it up to date"),
        required=False,
        help_text=_("Only for an address: the hub asks it every six hours, until you stop it."),
    )
    group = forms.ModelChoiceField(WorkGroup.objects.none(), label=_("Work group"), required=False)

    shown_name = ""

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = groups_to_schedule_for(by).order_by("name")
        field.required = not can_schedule_without_group(by)
        field.empty_label = _t("Choose a group") if field.required else _t("No group")

    def clean_file(self) -> UploadedFile | None:
        """Through the door."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            self.shown_name = admit(file, purpose=Purpose.CALENDAR).shown_name
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return file

    def clean_address(self) -> str:
        """webcal:// is what calendars call https://."""
        address: str = self.cleaned_data["address"].strip()
        if address.lower().startswith("webcal://"):
            address = "https://" + address[len("webcal://") :]
        if address and not address.lower().startswith(("https://", "http://")):
            raise ValidationError(_t("Write the whole address of the calendar, beginning with https://."))
        return address

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or self.cleaned_data
        if "file" in data and "address" in data and bool(data["file"]) == bool(data["address"]):
            self.add_error("file", _t("Choose a file or write an address: one of the two."))
        elif data.get("keep") and data.get("file"):
            self.add_error("keep", _t("A file stays as it is. Write an address, or take this tick away."))
        return data
