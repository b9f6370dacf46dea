"""The database itself refuses more registered and offered than places, whoever writes the counters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TRIGGER = "events_occurrence_never_overbooked"
# No check constraint: an organizer may find a smaller room, and who has a place keeps it. Only a rise is refused.
_RISES = """NEW.capacity IS NOT NULL AND NEW.registered_count + NEW.offered_count > NEW.capacity
AND NEW.registered_count + NEW.offered_count > OLD.registered_count + OLD.offered_count"""
_POSTGRES = f"""
CREATE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'more registered and offered than places' USING ERRCODE = 'check_violation'; END$$;
CREATE TRIGGER {TRIGGER} BEFORE UPDATE OF registered_count, offered_count ON events_occurrence
FOR EACH ROW WHEN ({_RISES}) EXECUTE FUNCTION {TRIGGER}();
"""
_POSTGRES_BACK = f"DROP TRIGGER {TRIGGER} ON events_occurrence; DROP FUNCTION {TRIGGER}();"
_SQLITE = f"""CREATE TRIGGER {TRIGGER} BEFORE UPDATE OF registered_count, offered_count ON events_occurrence
WHEN {_RISES} BEGIN SELECT RAISE(ABORT, 'more registered and offered than places'); END"""
_SQLITE_BACK = f"DROP TRIGGER IF EXISTS {TRIGGER}"


def never_overbooked() -> migrations.RunPython:
    """A reversible migration operation that makes the trigger.

    SQLite drops it when a later migration remakes the table: run it again after that one. A test looks for it.
    """
    return migrations.RunPython(_execute(_POSTGRES, _SQLITE), _execute(_POSTGRES_BACK, _SQLITE_BACK))


def _execute(postgres: str, sqlite: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        schema_editor.execute(postgres if schema_editor.connection.vendor == "postgresql" else sqlite, params=None)

    return run
