"""Rows that are written once: the database itself refuses to change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_POSTGRES = """
CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '{table} is append-only'; END$$;
CREATE TRIGGER {table}_no_change BEFORE {acts} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
"""
_POSTGRES_BACK = "DROP TRIGGER {table}_no_change ON {table}; DROP FUNCTION {table}_is_append_only();"
# SQLite: no DELETE trigger, because Django empties test tables there with DELETE.
_SQLITE = """CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_SQLITE_BACK = "DROP TRIGGER {table}_no_change"


def append_only(table: str, *, goes_with_parent: bool = False) -> migrations.RunPython:
    """A reversible migration operation: UPDATE of `table` fails, on PostgreSQL DELETE too.

    Rows that go when what they describe is deleted may be deleted.
    """
    acts = "UPDATE" if goes_with_parent else "UPDATE OR DELETE"
    return migrations.RunPython(
        _execute(_POSTGRES, _SQLITE, table, acts), _execute(_POSTGRES_BACK, _SQLITE_BACK, table, acts)
    )


def _execute(postgres: str, sqlite: str, table: str, acts: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        sql = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
        schema_editor.execute(sql.format(table=table, acts=acts), params=None)

    return run
