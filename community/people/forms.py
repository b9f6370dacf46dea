"""Shapes of input about members."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line

from .models import Member
from .zones import ZONE_NAMES


def check_public_name(name: str) -> str:
    """Return the trimmed name; raise ValidationError when it looks like an address or like nothing."""
    name = one_line(name)
    if "@" in name:
        raise forms.ValidationError(_("Your public name can't be an email address. Write for example “Dana R.”."))
    return name


class SignUpForm(SignupForm):
    """allauth's sign-up with the public name."""

    display_name = forms.CharField(
        label=_("Public name"),
        max_length=80,
        help_text=_("What others see, for example “Dana R.”. Never your email address."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("email", "display_name", "password1")

    def clean_display_name(self) -> str:
        return check_public_name(self.cleaned_data["display_name"])


class ProfileForm(forms.ModelForm[Member]):
    """What a member says about themselves."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_NAMES.items)

    class Meta:
        model = Member
        fields: ClassVar = ["display_name", "first_name", "last_name", "job_title", "about", "skills", "time_zone"]
        widgets: ClassVar = {"skills": forms.CheckboxSelectMultiple, "about": forms.Textarea(attrs={"rows": 4})}
        help_texts: ClassVar = {
            "display_name": _("What others see, for example “Dana R.”."),
            "skills": _("What colleagues may ask you about."),
        }

    def clean_display_name(self) -> str:
        return check_public_name(self.cleaned_data["display_name"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = False
        self.fields["last_name"].required = False
