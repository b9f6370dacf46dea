"""Take in one mail from the standard input: what a mail server's pipe transport calls."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error

from community.notifications.services.receiving import is_ours, receive

LARGEST = 30_000_000
EX_DATAERR, EX_NOUSER, EX_TEMPFAIL = 65, 67, 75  # sysexits.h: what a mail server understands


class Command(BaseCommand):
    help = "Take in one mail from the standard input. Exit codes are those of sysexits.h."
    requires_system_checks: list[str] = []  # noqa: RUF012  each mail starts a process of its own

    def add_arguments(self, parser: CommandParser) -> None:
        """The envelope, as the mail server knows it."""
        parser.add_argument("recipient", nargs="+")
        parser.add_argument("--sender", default="", help="the envelope's sender; empty for returned mail")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, take in, and tell the mail server what to do with it."""
        if not any(is_ours(address) for address in options["recipient"]):
            self.stderr.write("No such address here.")
            sys.exit(EX_NOUSER)
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            self.stderr.write(f"The mail is larger than {LARGEST // 1_000_000} MB.")
            sys.exit(EX_DATAERR)
        try:
            outcomes = receive(raw=raw, sender=options["sender"], recipients=options["recipient"])
        except Error as error:
            self.stderr.write(f"The database is away, try again later: {error}")
            sys.exit(EX_TEMPFAIL)
        for outcome in outcomes:
            self.stdout.write(outcome.what)
