"""Load the whole sample hub: departments, people, groups, courses, threads, events, pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from community.people.sample_registry import sample_parts


class Command(BaseCommand):
    """Idempotent and deterministic but for the day it runs on: events lie around it."""

    help = "Load the sample hub. Refused by production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each app's loader in one transaction."""
        if not settings.SAMPLE_ALLOWED:
            raise CommandError(
                "These settings refuse the sample hub: its accounts share a password that everybody can read. "
                "Use community.settings.dev on your own machine."
            )
        now = timezone.now()
        with transaction.atomic():
            for load in sample_parts:
                self.stdout.write(f"  {load(now)}")
