"""Convert what waits, and make stored lessons again after an update of the renderer."""

from typing import Any

from django.core.management.base import BaseCommand

from training.services.notebooks import enqueue_outdated


class Command(BaseCommand):
    """Run at every deploy; the task cluster does the work, and learners read the former HTML until then."""

    help = "Enqueue notebooks that wait, and lessons that an older version of the renderer made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue, and say how many."""
        waiting, outdated = enqueue_outdated()
        self.stdout.write(f"Notebooks enqueued: {waiting} that wait, {outdated} to make again with the newer renderer.")
