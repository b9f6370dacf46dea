"""Runs migrations in ways that `manage.py migrate` does not. A program of its own, for a database of its own.

`long`: every migration that a squashed one of ours replaces, one by one; then the recent ones back, and forwards again.
`back`: what `migrate` did, back to where only the members were, and forwards again.
"""

from __future__ import annotations

import sys

import django
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = ("community", "events", "forum", "training")
# What hangs on these goes back with them.
RECENT: tuple[tuple[str, str | None], ...] = (
    ("practices", None),
    ("glossary", None),
    ("workgroups", "0001_initial"),
    ("people", "0030_member_name_words"),
    ("events", "0020_check_in_by_oneself"),
)


class LongHistory(MigrationLoader):
    """All migrations, as if nothing of ours had been squashed."""

    def load_disk(self) -> None:
        """Leave out what replaces others."""
        super().load_disk()
        self.squashed = {key: found for key, found in self.disk_migrations.items() if _replaces_ours(found)}
        for key in self.squashed:
            del self.disk_migrations[key]
        for found in self.disk_migrations.values():
            found.dependencies = [self._last_of(key) for key in found.dependencies]

    def _last_of(self, key: tuple[str, str]) -> tuple[str, str]:
        return self.squashed[key].replaces[-1] if key in self.squashed else key

    def in_order(self) -> list[Migration]:
        """Each after what it needs."""
        keys = [key for leaf in self.graph.leaf_nodes() for key in self.graph.forwards_plan(leaf)]
        return [self.graph.nodes[key] for key in dict.fromkeys(keys)]


def _replaces_ours(found: Migration) -> bool:
    return bool(found.replaces) and found.__module__.partition(".")[0] in OURS


def go(way: str, *targets: tuple[str, str | None]) -> None:
    """Migrate to `targets`, or to the end."""
    executor = MigrationExecutor(connection)
    if way == "long":
        executor.loader = LongHistory(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def main(way: str) -> None:
    """Take one of the two ways."""
    django.setup()
    if way == "long":
        go(way)
        go(way, *RECENT)
    else:
        go(way, ("people", "0001_initial"))
    go(way)


if __name__ == "__main__":
    main(sys.argv[1])
