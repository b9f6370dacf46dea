"""Shapes of input about who is there."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from events.models import CheckInCode


class CodeForm(forms.Form):
    """The code as somebody types it."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("Six letters and digits that the organizers show."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class MakeCodeForm(forms.ModelForm):
    """Whom a new code lets in."""

    class Meta:
        model = CheckInCode
        fields: ClassVar = ["admits_anybody"]
