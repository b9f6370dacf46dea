"""The median, inside the database: PostgreSQL's own, and the same in SQLite, which has none."""

from __future__ import annotations

import statistics
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import Aggregate, FloatField
from django.dispatch import receiver

_IN_SQLITE = "HUB_MEDIAN"


class Median(Aggregate):
    """The middle value; of an even number of them, what lies half-way between the two. Rows without one don't count."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return super().as_sql(
            compiler, connection, function=_IN_SQLITE, template="%(function)s(%(expressions)s)", **context
        )


class _Middle:
    """What SQLite calls for each row."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def step(self, value: float | None) -> None:
        if value is not None:
            self.values.append(value)

    def finalize(self) -> float | None:
        return float(statistics.median(self.values)) if self.values else None


@receiver(connection_created, dispatch_uid="forum.median")
def give_sqlite_a_median(sender: object, connection: Any, **kwargs: Any) -> None:
    """Each new connection learns it."""
    if connection.vendor == "sqlite":
        connection.connection.create_aggregate(_IN_SQLITE, 1, _Middle)
