"""Who may review a practice: never an author, nor somebody of an author's department. The database holds it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEATS, AUTHORS = "practices_seat_is_independent", "practices_author_is_no_reviewer"
# A reviewer may move later, which no constraint on these tables sees: the services free such places.
_SEAT = """EXISTS (
  SELECT 1 FROM practices_version v JOIN practices_practice p ON p.id = v.practice_id
  WHERE v.id = NEW.version_id AND p.department_id = NEW.department_id)
OR EXISTS (
  SELECT 1 FROM practices_version v
  JOIN practices_authorship a ON a.practice_id = v.practice_id JOIN people_member m ON m.id = a.member_id
  WHERE v.id = NEW.version_id AND (m.id = NEW.member_id OR m.department_id = NEW.department_id))
OR NOT EXISTS (
  SELECT 1 FROM people_member m WHERE m.id = NEW.member_id AND m.department_id = NEW.department_id)"""
_AUTHOR = """EXISTS (
  SELECT 1 FROM practices_seat s JOIN practices_version v ON v.id = s.version_id
  WHERE v.practice_id = NEW.practice_id AND s.left_at IS NULL
  AND v.state NOT IN ('published', 'replaced')
  AND (s.member_id = NEW.member_id
    OR s.department_id = (SELECT department_id FROM people_member WHERE id = NEW.member_id)))"""
_RULES = (
    (SEATS, "practices_seat", _SEAT, "a reviewer is independent of the authors"),
    (AUTHORS, "practices_authorship", _AUTHOR, "an author is no reviewer, nor of a reviewer''s department"),
)
_POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  IF {rule} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END$$;
CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
_POSTGRES_BACK = "DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"
_SQLITE = """CREATE TRIGGER {name} BEFORE INSERT ON {table}
WHEN {rule} BEGIN SELECT RAISE(ABORT, '{words}'); END"""
_SQLITE_BACK = "DROP TRIGGER IF EXISTS {name}"


def independent_reviewers() -> migrations.RunPython:
    """A reversible migration operation that makes both triggers.

    SQLite drops them when a later migration remakes the table: run it again after that one. A test looks for them.
    """
    return migrations.RunPython(_execute(_POSTGRES, _SQLITE), _execute(_POSTGRES_BACK, _SQLITE_BACK))


def _execute(postgres: str, sqlite: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        sql = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
        for name, table, rule, words in _RULES:
            schema_editor.execute(sql.format(name=name, table=table, rule=rule, words=words), params=None)

    return run
