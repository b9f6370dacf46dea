"""What the database itself holds of versions, of their files and of what replaces what; see docs/adr/0047."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_KEPT = ("resource_id", "number", "body", "html", "change_note", "published_at", "published_by_id")
_WITHDRAWAL = ("withdrawn_at", "withdrawn_by_id", "withdrawn_because")
_STEPS = (
    ("draft", "published"),
    ("published", "superseded"),
    ("published", "withdrawn"),
    ("superseded", "withdrawn"),
)


def _differ(names: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS {{distinct}} NEW.{name}" for name in names)


_IS_STEP = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, new in _STEPS)
_VERSION = f"""
NOT (OLD.state = NEW.state OR {_IS_STEP})
OR (OLD.state <> 'draft' AND ({_differ(_KEPT)}))
OR (OLD.state = NEW.state AND ({_differ(_WITHDRAWAL)}))
OR (OLD.state = 'draft' AND NEW.state = 'published' AND EXISTS (
  SELECT 1 FROM library_resourcefile f WHERE f.version_id = NEW.id AND f.accessibility = ''))"""  # noqa: S608  names of ours
_OF_NO_DRAFT = "EXISTS (SELECT 1 FROM library_resourceversion v WHERE v.id = {row}.version_id AND v.state <> 'draft')"
# What replaces something is replaced by nothing at that moment, so no circle ever closes. On PostgreSQL the trigger
# locks it first: two who replace each other at the same moment are told apart.
_SUCCESSOR = """NEW.superseded_by_id IS NOT NULL AND (NEW.superseded_by_id = NEW.id OR NOT EXISTS (
  SELECT 1 FROM library_resource r
  WHERE r.id = NEW.superseded_by_id AND r.superseded_by_id IS NULL AND r.current_id IS NOT NULL))"""
_IS_OTHER = "OLD.superseded_by_id IS {distinct} NEW.superseded_by_id"
_LOCK = "PERFORM 1 FROM library_resource WHERE id = NEW.superseded_by_id FOR UPDATE;"

_RESOURCE_TABLE, _VERSION_TABLE, _FILE_TABLE = "library_resource", "library_resourceversion", "library_resourcefile"
_PUBLISHED = "what was published does not change"
_RULES = (
    ("library_version_keeps", _VERSION_TABLE, "UPDATE", "NEW", _VERSION, _PUBLISHED, ""),
    ("library_version_stays", _VERSION_TABLE, "DELETE", "OLD", "OLD.state <> 'draft'", _PUBLISHED, ""),
    ("library_file_added", _FILE_TABLE, "INSERT", "NEW", _OF_NO_DRAFT.format(row="NEW"), _PUBLISHED, ""),
    ("library_file_keeps", _FILE_TABLE, "UPDATE", "NEW", _OF_NO_DRAFT.format(row="OLD"), _PUBLISHED, ""),
    ("library_file_stays", _FILE_TABLE, "DELETE", "OLD", _OF_NO_DRAFT.format(row="OLD"), _PUBLISHED, ""),
    ("library_no_circle", _RESOURCE_TABLE, "UPDATE OF superseded_by_id", "NEW", f"{_IS_OTHER} AND {_SUCCESSOR}",
     "what replaces a resource is current itself", _LOCK),
    ("library_no_circle_new", _RESOURCE_TABLE, "INSERT", "NEW", _SUCCESSOR,
     "what replaces a resource is current itself", ""),
)  # fmt: skip
_POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  {lock}
  IF {rule} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;
  RETURN {row};
END$$;
CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
_POSTGRES_BACK = "DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"
_SQLITE = """CREATE TRIGGER {name} BEFORE {act} ON {table}
WHEN {rule} BEGIN SELECT RAISE(ABORT, '{words}'); END"""
_SQLITE_BACK = "DROP TRIGGER IF EXISTS {name}"
NAMES = frozenset(rule[0] for rule in _RULES)
NOT_ON_SQLITE = frozenset(  # Django empties test tables there with DELETE
    rule[0] for rule in _RULES if rule[2] == "DELETE"
)


def hold_library() -> migrations.RunPython:
    """A reversible migration operation that makes the triggers.

    SQLite drops them when a later migration remakes a table: run it again after that one. A test looks for them.
    """
    return migrations.RunPython(_execute(_POSTGRES, _SQLITE), _execute(_POSTGRES_BACK, _SQLITE_BACK))


def _execute(postgres: str, sqlite: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        distinct = "DISTINCT FROM" if is_postgres else "NOT"  # SQLite learned the standard's words late
        for name, table, act, row, rule, words, lock in _RULES:
            if not is_postgres and name in NOT_ON_SQLITE:
                continue
            sql = (postgres if is_postgres else sqlite).format(
                name=name, table=table, act=act, row=row, rule=rule.format(distinct=distinct), words=words, lock=lock
            )
            schema_editor.execute(sql, params=None)

    return run
