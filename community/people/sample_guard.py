"""The sample accounts share a password that everybody can read: where the hub may run with them."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, ProgrammingError

from .models import Member

_log = logging.getLogger("hub.sample")


class SampleExposed(ImproperlyConfigured):
    """The hub can't start: others could sign in with the sample accounts."""


def has_sample_accounts() -> bool:
    """Whether the database holds somebody with an address of the sample domain."""
    return Member.objects.filter(email__endswith=f"@{settings.SAMPLE_DOMAIN}").exists()


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches `address`: a loopback address, `localhost` or `unix:/path`."""
    if address == "localhost" or address.startswith("unix:"):
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_sample_unless_loopback(addresses: Iterable[str]) -> None:
    """Raise SampleExposed when sample accounts exist and one of the `addresses` listened on is open to others."""
    exposed = [address for address in addresses if not is_loopback(address)]
    if exposed and has_sample_accounts():
        raise SampleExposed(
            f"The hub can't start: it holds sample accounts, whose password everybody can read, and listens on "
            f"{', '.join(exposed)}. Listen on 127.0.0.1, or use a database without the sample hub."
        )


def refuse_sample_in_production() -> None:
    """Raise SampleExposed when settings that refuse the sample meet a database that holds it.

    With the database away or still empty there is nothing to see: the hub starts and answers 503 by itself.
    """
    if settings.SAMPLE_ALLOWED:
        return
    try:
        is_sample = has_sample_accounts()
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        _log.warning("Could not look for sample accounts at start: %s", error)
        return
    if is_sample:
        raise SampleExposed(
            "The hub can't start: production settings refuse a database that holds sample accounts, whose password "
            "everybody can read. Use a database without the sample hub."
        )
