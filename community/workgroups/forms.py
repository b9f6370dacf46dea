"""Shapes of input about membership."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Why a request is refused; the person reads it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The person who asked reads this."), widget=forms.TextInput
    )
