"""Found an empty hub: the home page and its sections. For a new production database, after `migrate`."""

from typing import Any

from django.core.management.base import BaseCommand

from community.pages.services import found_home, found_sections
from community.pages.shadowed import free_shadowed_pages


class Command(BaseCommand):
    """Idempotent: a second run changes nothing an editor wrote."""

    help = "Make the home page with its sections, let the site begin there, and free pages that a room has shut off."

    def handle(self, *args: Any, **options: Any) -> None:
        """Found the shell and say where it lies; name each page that got another address."""
        home = found_home()
        found_sections(home=home)
        for page, before in free_shadowed_pages():
            self.stdout.write(
                f"“{page.title}” stood at {before}, which a part of the hub answers. It is at {page.get_url()} now, "
                f"with all pages below it; their old addresses lead there. See /cms/pages/{page.pk}/edit/."
            )
        self.stdout.write(f"The hub begins at “{home.title}”: write it in /cms/pages/{home.pk}/edit/.")
