"""`fetch_external`: the address is read, resolved once, checked and pinned, at each hop anew (CWE-918)."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address

from django.utils.translation import gettext as _

from .bodies import UnknownPacking, read_body
from .connections import Allowance, OutOfTime, TooMuch, ask, connect
from .networks import Address, is_public
from .refusals import FetchRefused
from .targets import Target, follow, read_url

PORTS = frozenset({80, 443, 8080, 8443})
SECONDS = 5.0
MOST_BYTES = 2_000_000
MOST_REDIRECTS = 5
_HEADS = 100_000  # bytes of headers and framing, over all hops
_REDIRECTS = {301, 302, 303, 307, 308}

Allow = Callable[[Address], bool]
Resolve = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True)
class Fetched:
    """An answer: the status may be any but a redirect's. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def look_up(host: str, port: int) -> list[str]:
    """The numeric addresses of `host`, from the system's resolver; raises OSError."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True)
class _Door:
    """The rules of one fetch."""

    most_bytes: int
    allow: Allow
    ports: frozenset[int]
    resolve: Resolve
    tls: ssl.SSLContext
    headers: dict[str, str]
    allowance: Allowance
    hops: list[Target] = field(default_factory=list)

    def fetch(self, url: str) -> Fetched:
        target = read_url(url, ports=self.ports)
        for _hop in range(MOST_REDIRECTS + 1):
            self.hops.append(target)
            answer = self._ask(target)
            if isinstance(answer, Fetched):
                return answer
            target = follow(target, answer, ports=self.ports)
        raise FetchRefused(_("The site sends on from page to page without end."), code="redirects")

    def _ask(self, target: Target) -> Fetched | str:
        """The answer of one hop, or the address it sends on to."""
        with connect(target, self._pinned(target), self.allowance, self.tls) as connected:
            answer = ask(target, connected, self.allowance, self.headers)
            location = answer.headers.get("Location")
            if answer.status in _REDIRECTS and location:
                return location
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Fetched(answer.status, headers, read_body(answer, self.most_bytes), target.url)

    def _pinned(self, target: Target) -> Address:
        """The one address to connect to; every address of the name must be allowed, or none is asked."""
        try:
            found = [ip_address(words) for words in self._resolved(target)]
        except ValueError as error:
            raise _not_ours_to_ask(target) from error
        if not found:
            raise OSError
        if not all(self.allow(address) for address in found):
            raise _not_ours_to_ask(target)
        return found[0]

    def _resolved(self, target: Target) -> list[str]:
        """Looked up in a thread of its own: the system's resolver knows no time limit."""
        answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put(list(self.resolve(target.host, target.port)))
            except (OSError, UnicodeError) as error:
                answers.put(OSError(str(error)))

        threading.Thread(target=work, name="look up a host", daemon=True).start()
        try:
            answer = answers.get(timeout=self.allowance.seconds())
        except queue.Empty as error:
            raise OutOfTime from error
        if isinstance(answer, OSError):
            raise answer
        return answer


def fetch_external(
    url: str,
    *,
    accept: str = "*/*",
    etag: str = "",
    modified: str = "",
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    allow: Allow = is_public,
    ports: frozenset[int] = PORTS,
    resolve: Resolve = look_up,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """GET `url` from the public internet; raises FetchRefused with a sentence for the person who gave the address.

    `etag` and `modified` are the ETag and Last-Modified of an earlier answer; 304 says that nothing is new since.
    `seconds` is the limit of the whole fetch, `most_bytes` that of the unpacked body. Tests pass `allow`, `ports`,
    `resolve` and `tls` to reach servers of their own; no setting changes them.
    """
    headers = {"User-Agent": "CalData-Hub", "Accept": accept, "Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    if any(not value.isascii() or not value.isprintable() for value in headers.values()):
        raise ValueError("A header holds a character that would end it.")
    allowance = Allowance(time.monotonic() + min(seconds, SECONDS), most_bytes + _HEADS)
    door = _Door(min(most_bytes, MOST_BYTES), allow, ports, resolve, tls or _tls(), headers, allowance)
    try:
        return door.fetch(url)
    except (OSError, http.client.HTTPException, zlib.error, TooMuch, UnknownPacking, ValueError) as error:
        raise _sentence(error, door.hops[-1].host if door.hops else "", most_bytes) from error


def _sentence(error: Exception, host: str, most_bytes: int) -> FetchRefused:
    """What went wrong on the way, for a person."""
    words = {"host": host, "most": most_bytes / 1_000_000}
    if isinstance(error, ssl.SSLError):
        return FetchRefused(_("“%(host)s” could not prove who it is (certificate).") % words, code="certificate")
    if isinstance(error, TooMuch):
        return FetchRefused(_("“%(host)s” sends more than %(most)g MB. Use a smaller file.") % words, code="size")
    if isinstance(error, TimeoutError):
        return FetchRefused(_("“%(host)s” took too long. Try again later.") % words, code="time")
    if isinstance(error, OSError):
        return FetchRefused(_("“%(host)s” can’t be reached. Check the address, or try later.") % words, code="reach")
    return FetchRefused(_("“%(host)s” answers in a way the hub can’t read.") % words, code="answer")


def _not_ours_to_ask(target: Target) -> FetchRefused:
    return FetchRefused(
        _("“%(host)s” leads to an address outside the public internet.") % {"host": target.host}, code="address"
    )
