"""Found an empty hub: the home page and its sections. For a new production database, after `migrate`."""

from typing import Any

from django.core.management.base import BaseCommand

from community.pages.services import found_home, found_sections


class Command(BaseCommand):
    """Idempotent: a second run changes nothing an editor wrote."""

    help = "Make the home page with its section for news, and let the site begin there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Found the shell and say where it lies."""
        home = found_home()
        found_sections(home=home)
        self.stdout.write(f"The hub begins at “{home.title}”: write it in /cms/pages/{home.pk}/edit/.")
