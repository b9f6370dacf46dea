"""From the words of an address to where it leads: read strictly, so that nobody reads it in another way."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

from .refusals import FetchRefused

_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\<>\"^`{|}]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")  # URL Standard: then it is an IPv4 address or nothing
_OURS = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|arpa|onion|test|"
                   r"example|invalid)$")  # fmt: skip
_PATH_SIGNS = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Target:
    """One hop: whom to ask, at which port, for what."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as it is asked for."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port for the Host header; the port only when it isn't the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_url(url: str, *, ports: frozenset[int]) -> Target:
    """The target of `url`; raises FetchRefused."""
    if len(url) > _LONGEST or _NOT_IN_URLS.search(url):
        raise _bad(_("The address is too long or holds characters that no address has. Copy it again."), "url")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise _bad(_("The address can’t be read. Copy it again, beginning with https://."), "url") from error
    if parts.scheme not in _PORTS or not parts.netloc:
        raise _bad(_("The hub fetches addresses that begin with https:// or http:// only."), "scheme")
    if "@" in parts.netloc:
        raise _bad(_("The address holds a name or password. Use one that needs no log-in."), "credentials")
    port = _PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise _bad(_("The hub fetches from the usual web ports only, not from port %(port)d.") % {"port": port}, "port")
    path = quote(parts.path or "/", safe=_PATH_SIGNS) + (
        "?" + quote(parts.query, safe=_PATH_SIGNS + "?[]") if parts.query else ""
    )
    return Target(parts.scheme, read_host(host, is_bracketed="[" in parts.netloc), port, path)


def read_host(host: str, *, is_bracketed: bool) -> str:
    """A name with a dot, in ASCII, or a numeric address in its one proper form; raises FetchRefused."""
    try:
        if "%" in host:
            raise ValueError  # noqa: TRY301  a zone of this machine, or a host written in hiding
        if is_bracketed:
            return str(ipaddress.IPv6Address(host))
        name = host.encode("idna").decode().lower().removesuffix(".")
        if _ENDS_IN_NUMBER.search(name):
            return str(ipaddress.IPv4Address(name))
    except ValueError as error:  # UnicodeError is one
        raise _bad(_("The address names no host that the hub can read. Copy it again."), "host") from error
    if len(name) > 253 or not _NAME.fullmatch(name) or _OURS.search(name):
        raise _bad(_("“%(host)s” is no host of the public internet.") % {"host": host[:60]}, "host")
    return name


def follow(before: Target, location: str, *, ports: frozenset[int]) -> Target:
    """The target of a redirect; raises FetchRefused, also for a step from https down to http."""
    after = read_url(urljoin(before.url, location.strip(" \t")), ports=ports)
    if before.scheme == "https" and after.scheme == "http":
        raise _bad(
            _("The site sends on from https to http, which anybody could read. Use its https address."),
            "downgrade",
        )
    return after


def _bad(message: str, code: str) -> FetchRefused:
    return FetchRefused(message, code=code)
