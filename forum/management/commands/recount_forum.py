"""Compare the forum's counters and last posts with a recount."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.services.counting import mend, miscounted


class Command(BaseCommand):
    """For operators: after an upgrade during which people wrote, or when a number looks wrong."""

    help = "Compare the forum's counters and last posts with a recount, and mend them if asked to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="bring them to what the recount gives")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what differs."""
        found = mend() if options["mend"] else miscounted()
        for name, keys in found.items():
            numbers = f": {', '.join(map(str, keys[:20]))}{', …' if len(keys) > 20 else ''}" if keys else ""
            self.stdout.write(f"{len(keys):,} {name} {'mended' if options['mend'] else 'are wrong'}{numbers}")
