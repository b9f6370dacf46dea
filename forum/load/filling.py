"""Many rows at once: COPY on PostgreSQL, batches on SQLite. Nothing here is for what people do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

_BATCH = 2_000


def fill(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Add `rows`, which give `columns`; what they don't give gets its default."""
    rest = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if field.attname not in columns and not field.primary_key and _lacks_default(field)
    }
    add = _copy if connection.vendor == "postgresql" else _insert
    add(model, [*columns, *rest], (row + tuple(rest.values()) for row in rows))


def _lacks_default(field: models.Field[Any, Any]) -> bool:
    """Whether the database itself would not know what to put there."""
    return field.db_default is NOT_PROVIDED and not field.null and not getattr(field, "generated", False)


def _copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    quoted = connection.ops.quote_name
    by_name = {field.attname: field.column for field in model._meta.concrete_fields}
    names = ", ".join(quoted(str(by_name[name])) for name in columns)
    statement = f"COPY {quoted(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    left = iter(rows)
    while batch := [model(**dict(zip(columns, row, strict=True))) for row in islice(left, _BATCH)]:
        model._base_manager.bulk_create(batch)


def next_pk(model: type[models.Model]) -> int:
    """The first of the primary keys that no row has yet."""
    last: int | None = model._base_manager.aggregate(last=models.Max("pk"))["last"]
    return (last or 0) + 1


def advance_sequences(*filled: type[models.Model]) -> None:
    """Let the next rows of these tables come after those that were given a primary key."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)


def analyze() -> None:
    """Tell the planner what is there now; where no transaction forbids it, tidy up as autovacuum will."""
    is_free = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_free else "ANALYZE")
