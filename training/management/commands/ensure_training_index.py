"""Make the training index and the rights of its writers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.people.errors import HubError
from training.services.section import ensure_training_index


class Command(BaseCommand):
    """For operators of a new hub; a second run changes nothing."""

    help = "Make the training index below the home page, and let Instructors and Editors write there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Found it, or say what is missing."""
        try:
            index = ensure_training_index()
        except HubError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Training index: page {index.pk}.")
