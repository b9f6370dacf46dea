"""Codes that people read aloud and type on a phone, the addresses of their QR codes, and when both hold."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from events.models import CheckInCode, Occurrence

SIGNS = "ACDEFHJKMNPRTUVWXY3479"  # without signs that look or sound like another: 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B
LENGTH = 6
AROUND = timedelta(hours=1)
_SALT = "events.check-in"


def new_code(besides: str = "") -> str:
    """A code that nobody can foresee; not the one there was."""
    while (code := "".join(secrets.choice(SIGNS) for _place in range(LENGTH))) == besides:
        pass
    return code


def as_typed(text: str) -> str:
    """Without what people add: spaces, hyphens, small letters."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def in_groups(code: str) -> str:
    """As it is shown: two groups of three."""
    return f"{code[:3]} {code[3:]}"


def is_code(own: CheckInCode, said: str) -> bool:
    """Whether somebody typed this code."""
    return constant_time_compare(own.code, as_typed(said))


def is_token(own: CheckInCode, said: str) -> bool:
    """Whether this is the end of the address that stands in the QR code."""
    return constant_time_compare(token_of(own), said)


def token_of(own: CheckInCode) -> str:
    """A signature that tells nothing about the code, and ends with it."""
    return Signer(salt=_SALT).signature(f"{own.pk}:{own.code}")


def path_of(own: CheckInCode, date: Occurrence) -> str:
    """The address that the QR code holds."""
    return reverse("events:check_in_signed", args=[date.series.slug, date.pk, token_of(own)])


def is_time(date: Occurrence, at: datetime) -> bool:
    """From one hour before the date to one hour after it."""
    return date.start_at - AROUND <= at <= date.end_at + AROUND
