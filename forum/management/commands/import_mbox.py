"""Import the archive of a mailing list into a board."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from community.people.errors import HubError
from forum.imports.services import import_archive
from forum.models import Board, ListImport
from forum.progress import Bar

_NUMBERS = ("read", "posted", "known", "repeated", "empty", "unreadable")
_MORE = ("topics", "posts", "files", "files_refused", "mended")


class Command(BaseCommand):
    """For operators. The same archive again adds nothing; one that was stopped goes on."""

    help = "Import the archive of a mailing list (mbox) into a board, as topics and posts with their dates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive, as mbox")
        parser.add_argument("--board", required=True, help="the slug of the board, as in its address")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what became of each message."""
        board = Board.objects.holding_topics().filter(slug=options["board"]).first()
        if board is None:
            raise CommandError(f"There is no board with the slug {options['board']!r}.")
        try:
            report = import_archive(
                path=options["file"],
                board=board,
                step=lambda name, total: Bar(self.stdout, name, total),  # type: ignore[arg-type]
                is_trial=options["dry_run"],
            )
        except IntegrityError as error:
            raise CommandError(
                "Another import into this board runs. Wait for its end, and start this one again."
            ) from error
        except OSError as error:
            raise CommandError(f"The file can't be opened: {error.strerror}.") from error
        except HubError as refusal:
            raise CommandError(refusal.message) from refusal
        self._say(report)
        if options["dry_run"]:
            self.stdout.write("This was a trial: nothing was written.")

    def _say(self, report: ListImport) -> None:
        for name in (*_NUMBERS, *_MORE):
            field = ListImport._meta.get_field(name)
            self.stdout.write(f"{getattr(report, name):>9,} {field.verbose_name}")  # type: ignore[union-attr]
        for remark in report.remarks:
            self.stdout.write(f"  {remark}")
