"""Take in mail over LMTP or SMTP, for a mail server on the same network."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from community.notifications.services.receiving import is_ours, receive

from .receive_mail import LARGEST

MOST_RECIPIENTS = 20


class Door:
    """What is said to the server that brings a mail; each of its methods has the name that aiosmtpd calls."""

    def __init__(self, *, is_lmtp: bool) -> None:
        self.is_lmtp = is_lmtp

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only addresses that the hub gave out are let in."""
        if not is_ours(address):
            return "550 5.1.1 No such address here"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail in; a database that is away makes the other server try again."""
        take = partial(
            _take, bytes(envelope.original_content or b""), envelope.mail_from or "", list(envelope.rcpt_tos)
        )
        answer = await asyncio.get_running_loop().run_in_executor(None, take)
        # RFC 2033 4.2: LMTP wants one answer for each recipient
        return "\r\n".join([answer] * (len(envelope.rcpt_tos) if self.is_lmtp else 1))


def _take(raw: bytes, sender: str, recipients: list[str]) -> str:
    close_old_connections()
    try:
        receive(raw=raw, sender=sender, recipients=recipients)
    except Error:
        return "451 4.3.0 Try again later"
    finally:
        close_old_connections()
    return "250 2.0.0 OK"


async def open_door(host: str, port: int, *, is_lmtp: bool) -> asyncio.Server:
    """Listen in the running loop; raises OSError where somebody listens already."""
    loop = asyncio.get_running_loop()
    protocol = LMTP if is_lmtp else SMTP
    door = Door(is_lmtp=is_lmtp)
    factory = partial(protocol, door, data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="CalData Hub", loop=loop)
    return await loop.create_server(factory, host=host, port=port)


class Command(BaseCommand):
    help = "Take in mail over LMTP (or SMTP with --smtp) until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen: loopback unless told otherwise."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8024)
        parser.add_argument("--smtp", action="store_true", help="speak SMTP instead of LMTP")

    def handle(self, *args: Any, **options: Any) -> None:
        """Listen until SIGINT or SIGTERM."""
        asyncio.run(self._listen(options["host"], options["port"], is_lmtp=not options["smtp"]))

    async def _listen(self, host: str, port: int, *, is_lmtp: bool) -> None:
        loop = asyncio.get_running_loop()
        server = await open_door(host, port, is_lmtp=is_lmtp)
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        self.stdout.write(f"Listening for {'LMTP' if is_lmtp else 'SMTP'} on {host}:{port}.")
        async with server:
            await stop.wait()
        self.stdout.write("Stopped.")
