"""How allauth behaves here: who may sign up, and what happens when they do."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Department, Member
from .services import join_department


class OurSite(NamedTuple):
    """What mail templates call this site."""

    name: str
    domain: str


class HubAccountAdapter(DefaultAccountAdapter):
    """Listed mail domains only; links in mail go to our own address whatever the Host header says."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "The email address or the password is wrong. Try again, or sign in with a code."
        ),
    }

    def clean_email(self, email: str) -> str:
        """Lower-case the address; refuse a domain that no department lists."""
        email = super().clean_email(email).lower()
        if _adds_an_address(self.request) and Department.objects.of_address(email) is None:
            raise ValidationError(
                _(
                    "%(domain)s is not on the list of department addresses. Use your work address, "
                    "or ask your data coordinator to have your department's domain added."
                ),
                params={"domain": email.rpartition("@")[2]},
            )
        return email

    def save_user(self, request: HttpRequest, user: Member, form: ModelForm[Member], commit: bool = True) -> Member:
        """Save the new member with the department of the address."""
        with transaction.atomic():
            user.display_name = form.cleaned_data["display_name"]
            member: Member = super().save_user(request, user, form, commit)
            return join_department(member=member) if commit else member

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send account mail that names this site by its configured address, and leads nowhere else."""
        ours = OurSite(settings.SITE_NAME, settings.SITE_ADDRESS)
        links = {name: _on_our_host(link) for name, link in context.items() if name.endswith("_url") and link}
        super().send_mail(template_prefix, email, {**context, **links, "current_site": ours})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link of the confirmation mail, on our own address."""
        return _on_our_host(super().get_email_confirmation_url(request, emailconfirmation))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the password mail, on our own address."""
        return _on_our_host(super().get_reset_password_from_key_url(key))


def _adds_an_address(request: HttpRequest | None) -> bool:
    match = request.resolver_match if request is not None else None
    return match is not None and match.url_name in {"account_signup", "account_email"}


def _on_our_host(url: str) -> str:
    path = url.split("://", 1)[-1].partition("/")[2]
    return f"{settings.SITE_ADDRESS}/{path}"
