"""Shapes of input about decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from .models import LONGEST_REASON


class DecisionForm(forms.Form):
    """Which version was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(DecisionForm):
    """What the author is to change."""

    reason = forms.CharField(
        label=gettext_lazy("What is to change"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The author reads this, changes the event and hands it in again."),
    )
