"""Write every search entry again."""

from typing import Any

from django.core.management.base import BaseCommand

from community.search.services import rebuild


class Command(BaseCommand):
    """For operators, after an import or a change of what is findable."""

    help = "Write every search entry again and print how many there are by kind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and print."""
        for kind, count in rebuild().items():
            self.stdout.write(f"  {kind}: {count}")
