"""Django's development server, with the rule about sample accounts."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles.management.commands.runserver import Command as StaticFilesRunserver
from django.core.management.base import CommandError

from community.people.sample_guard import SampleExposed, refuse_sample_unless_loopback


class Command(StaticFilesRunserver):
    """Serve on loopback; elsewhere only without sample accounts."""

    addr: str

    def inner_run(self, *args: Any, **options: Any) -> None:
        """Check the address it listens on, then serve."""
        try:
            refuse_sample_unless_loopback([self.addr])
        except SampleExposed as refusal:
            raise CommandError(str(refusal)) from refusal
        super().inner_run(*args, **options)
