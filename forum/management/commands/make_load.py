"""Fill an empty database with a load of members, topics and posts."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.people.errors import HubError
from forum.load.making import make_load
from forum.load.sizes import Sizes
from forum.progress import Bar


class Command(BaseCommand):
    """For operators, to find out what a machine carries. Nobody can sign in as a member of the load."""

    help = "Fill an empty database with a load of made-up members, boards, topics and posts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topics", type=int, default=100_000, help="how many topics (100000)")
        parser.add_argument("--posts", type=int, help="how many posts; ten a topic")
        parser.add_argument("--members", type=int, help="how many members; one for twenty topics")
        parser.add_argument("--boards", type=int, help="how many boards, at most 200 by themselves")
        parser.add_argument("--marks", type=int, help="how many read marks; four a topic")
        parser.add_argument("--seed", type=int, default=1, help="another number makes another load (1)")
        parser.add_argument("--until", type=_day, help="the day after its last post, as 2026-01-31; today")
        parser.add_argument("--among-people", action="store_true", help="also where members are; there is no way back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was made and how long it took."""
        began = time.monotonic()
        given = {name: options[name] for name in ("topics", "posts", "members", "boards", "marks", "seed")}
        try:
            sizes = Sizes.of(until=options["until"] or _today(), **given)
            made = make_load(
                sizes=sizes,
                step=lambda name, total: Bar(self.stdout, name, total),  # type: ignore[arg-type]
                among_people=options["among_people"],
            )
        except HubError as refusal:
            raise CommandError(refusal.message) from refusal
        for name, number in made.items():
            self.stdout.write(f"{number:>12,} {name}")
        self.stdout.write(f"Done in {time.monotonic() - began:.0f} s.")


def _today() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
