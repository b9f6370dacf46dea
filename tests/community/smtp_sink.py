"""A real SMTP server on loopback that takes mail, refuses it, dies over it or is not there."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.browser.hub import free_port


@dataclass(frozen=True)
class Taken:
    """One mail as it came: the envelope and the text."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as the standard library reads it."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class Sink:
    """`start()` and `stop()` at one port; `refusals` are answers by reader, "*" stands for everybody."""

    port: int = field(default_factory=free_port)
    taken: list[Taken] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    breaks_off: int = 0  # of the next mails: the connection is cut after the text came, before the server said so
    seconds: float = 0  # that each mail takes
    connections: int = 0
    controller: Controller | None = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 the name aiosmtpd calls
        """Count who connects."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        """Take or refuse a reader."""
        refusal = self.refusals.get(address) or self.refusals.get("*")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Keep a mail; say so, or break off."""
        if self.seconds:
            await asyncio.sleep(self.seconds)
        self.taken.append(Taken(envelope.mail_from, ", ".join(envelope.rcpt_tos), envelope.original_content))
        if self.breaks_off:
            self.breaks_off -= 1
            server.transport.abort()
        return "250 OK"

    def start(self) -> Sink:
        """Listen."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def stop(self) -> None:
        """Listen no more."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    @property
    def times(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(mail.message_id for mail in self.taken)
