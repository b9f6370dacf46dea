"""Shapes of input about spotlights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Consent
from .models import Spotlight

_LASTS = timedelta(days=14)


class SpotlightForm(forms.ModelForm[Spotlight]):
    """The words, and the days."""

    class Meta:
        model = Spotlight
        fields: ClassVar = ["words", "begins_on", "ends_on"]
        widgets: ClassVar = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "begins_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar = {
            "words": _("What they did and who can use it. They read these words before anybody else does."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"begins_on": today, "ends_on": today + _LASTS})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Choose a last day that is not before the first one."))
        return cleaned


class AnswerForm(forms.Form):
    """Yes or no, to the words that were read."""

    consent = forms.ChoiceField(choices=[(Consent.AGREED, ""), (Consent.DECLINED, "")])
    words = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
