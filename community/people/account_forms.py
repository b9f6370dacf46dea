"""allauth's forms in the hub's words: sentence case, no hints inside the inputs, one sentence about passwords."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .forms import SignUpForm

NEW_PASSWORD = "password1"  # noqa: S105 a field's name
LABELS = {
    "login": _("Email"),
    "email": _("Email"),
    "remember": _("Keep me signed in on this device"),
    "oldpassword": _("Your password now"),
    NEW_PASSWORD: _("New password"),
    "password2": _("New password again"),
    "code": _("Code"),
}


def password_help() -> str:
    """What a new password must be, from the validators of the settings."""
    least = max(v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator))
    return gettext(
        "At least %(least)d characters. Four or five words that don't belong together make a good one; spaces are fine."
    ) % {"least": least}


class HubWords:
    """Gives allauth's fields the hub's labels and help; stands before the form in the bases."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if NEW_PASSWORD in self.fields:
            self.fields[NEW_PASSWORD].help_text = password_help()


class HubSignUpForm(HubWords, SignUpForm):
    """Sign up: there is no old password, so it isn't called new."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[NEW_PASSWORD].label = _("Password")


class LoginForm(HubWords, allauth_forms.LoginForm):
    """Sign in with a password."""


class RequestLoginCodeForm(HubWords, allauth_forms.RequestLoginCodeForm):
    """Ask for a code."""


class ConfirmLoginCodeForm(HubWords, allauth_forms.ConfirmLoginCodeForm):
    """Type the code."""


class AddEmailForm(HubWords, allauth_forms.AddEmailForm):
    """Add an address."""


class ChangePasswordForm(HubWords, allauth_forms.ChangePasswordForm):
    """Change the password."""


class ResetPasswordForm(HubWords, allauth_forms.ResetPasswordForm):
    """Ask for a link to choose a new password."""


class ResetPasswordKeyForm(HubWords, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password."""


class ReauthenticateForm(HubWords, allauth_forms.ReauthenticateForm):
    """Say who one is once more."""
