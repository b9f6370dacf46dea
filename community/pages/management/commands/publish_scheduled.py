"""Wagtail's command of that name, with the checks before it: one faulty page doesn't hold up the others."""

from typing import Any

from wagtail.management.commands import publish_scheduled

from community.pages.publishing.scheduling import take_back_faulty


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Take what is due and faulty off the schedule; publish the rest."""
        if not options["dryrun"]:
            for revision in take_back_faulty():
                self.stdout.write(f"“{revision.object_str}” is not published: its history says why.")
        super().handle(*args, **options)
