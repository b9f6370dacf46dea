"""Shapes of input about certificates."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_NUMBER = re.compile(r"CDH-\d{4}-\d{6,9}", re.IGNORECASE)
_TOKEN = re.compile(r"(?:^|/)([A-Za-z0-9_-]{22})/?$")


class VerifyForm(forms.Form):
    """What stands on a certificate: its address alone, or its number and the name.

    A number can be counted up, so it opens nothing without the name.
    """

    certificate = forms.CharField(
        label=_("Number or address of the certificate"),
        max_length=300,
        help_text=_("For example CDH-2026-000123, or the address printed on it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=310,
        required=False,
        help_text=_("Needed with a number, so that nobody can read the list of holders by counting numbers up."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = cleaned.get("certificate", "").strip()
        number, token = _NUMBER.fullmatch(given), _TOKEN.search(given)
        if given and not number and not token:
            self.add_error("certificate", _("This is neither a number nor an address of a certificate of this hub."))
        if number and not cleaned.get("name", "").strip():
            self.add_error("name", _("Write the name as it stands on the certificate."))
        return {**cleaned, "number": number[0].upper() if number else "", "token": token[1] if token else ""}


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The holder reads it. People who check the certificate only see that it was revoked, and when."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
