"""Finding a certificate for somebody who has it before them, and no faster than that."""

from __future__ import annotations

import unicodedata
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from allauth.core.internal import ratelimit  # the public door (allauth.core.ratelimit) counts no GET

from training.models import Certificate

from .badges import is_as_signed
from .enums import Status

if TYPE_CHECKING:
    from django.http import HttpRequest

MISSES = "20/10m/ip"
_LIMIT: dict[str, Any] = {"app": "hub", "action": "verify", "config": {"verify": MISSES}, "limit_get": True}
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


def has_guessed_too_much(request: HttpRequest) -> bool:
    """Whether this address of the network asked for many certificates that do not exist."""
    return not ratelimit.consume(request, dry_run=True, **_LIMIT)


def count_miss(request: HttpRequest) -> None:
    """Remember that nothing was found."""
    ratelimit.consume(request, **_LIMIT)


def find(*, token: str = "", number: str = "", name: str = "") -> Certificate | None:
    """By its unguessable address, or by number and name."""
    rows = Certificate.objects.with_standing()
    if token:
        return rows.filter(token=token).first()
    found = rows.filter(number=number).first()
    return found if found and _folded(found.name) == _folded(name) else None


def status_shown(certificate: Certificate) -> Status:
    """What the certificate is worth today, its signature checked."""
    return certificate.status if is_as_signed(certificate) else Status.ALTERED


def _folded(name: str) -> str:
    """A name as people compare it: without accents, case and double spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
