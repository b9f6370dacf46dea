"""One connection, to the very address that was checked, within what is left of the time and of the bytes."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from dataclasses import dataclass, field

from .networks import Address
from .targets import Target


class OutOfTime(TimeoutError):
    """The wall limit is over."""


class TooMuch(Exception):
    """The other side sends more than is taken."""


@dataclass
class Allowance:
    """What a whole fetch may use up, over all its hops."""

    until: float
    most_bytes: int
    received: int = field(default=0)

    def seconds(self) -> float:
        """What is left of the time; raises OutOfTime."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left

    def take(self, count: int) -> None:
        """Count bytes as they come off the wire, headers too; raises TooMuch."""
        self.received += count
        if self.received > self.most_bytes:
            raise TooMuch


class _Wire(io.RawIOBase):
    """Reads a socket; each read gets the time that is left, so that a trickle of bytes can't outlast it."""

    def __init__(self, connected: socket.socket, allowance: Allowance) -> None:
        super().__init__()
        self._socket = connected
        self._allowance = allowance

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with what comes next."""
        self._socket.settimeout(self._allowance.seconds())
        count = self._socket.recv_into(buffer)
        self._allowance.take(count)
        return count


class _Wired:
    """What http.client.HTTPResponse asks of a socket."""

    def __init__(self, connected: socket.socket, allowance: Allowance) -> None:
        self._wire = _Wire(connected, allowance)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The reader of the response."""
        return io.BufferedReader(self._wire)


def connect(target: Target, address: Address, allowance: Allowance, tls: ssl.SSLContext) -> socket.socket:
    """A connection to `address`, under TLS for the name of the target; raises OSError."""
    connected = socket.create_connection((str(address), target.port), timeout=allowance.seconds())
    if target.scheme == "http":
        return connected
    try:
        connected.settimeout(allowance.seconds())
        return tls.wrap_socket(connected, server_hostname=target.host)  # the handshake as a whole has this time
    except BaseException:
        connected.close()
        raise


def ask(
    target: Target, connected: socket.socket, allowance: Allowance, headers: dict[str, str]
) -> http.client.HTTPResponse:
    """Send a GET and read the head of the answer; raises OSError, HTTPException, TooMuch."""
    lines = [f"GET {target.path} HTTP/1.1", f"Host: {target.authority}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connected.settimeout(allowance.seconds())
    connected.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    answer = http.client.HTTPResponse(_Wired(connected, allowance), method="GET")  # type: ignore[arg-type]
    answer.begin()
    return answer
