"""What a database holds besides rows, told so that two of them can be compared: the order of columns does not count."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

Schema = dict[str, set[str]]

# Each query gives rows of (what it is part of, what it is).
_POSTGRES = {
    "columns": """
        SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
            pg_get_expr(d.adbin, d.adrelid))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace""",
    "constraints": """
        SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) || tgenabled::text
        FROM pg_trigger WHERE NOT tgisinternal""",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang > 14",
}


def schema_of_sqlite(file: Path) -> Schema:
    """Each part of each table with its own words; indexes and triggers whole."""
    told: Schema = {}
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
    for kind, name, table, sql in rows:
        if kind == "table" and "VIRTUAL" not in sql:
            told[name] = told.get(name, set()) | set(parts_of_table(sql))
        else:
            told.setdefault(table, set()).add(f"{kind} {name}: {_plain(sql)}")
    return told


def schema_of_postgres(url: str) -> Schema:
    """Columns, constraints, indexes, triggers and functions as the server itself writes them."""
    told: Schema = {}
    with psycopg.connect(url) as connection:
        for kind, query in _POSTGRES.items():
            for part_of, what in connection.execute(query):
                told.setdefault(part_of, set()).add(f"{kind}: {what}")
    return told


def parts_of_table(sql: str) -> list[str]:
    """The columns and constraints between the brackets of a CREATE TABLE."""
    parts, depth, quote = [""], 0, ""
    for sign in sql[sql.index("(") + 1 : sql.rindex(")")]:
        if quote or sign in "'\"":
            quote = "" if sign == quote else quote or sign
        depth += 0 if quote else {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [_plain(part) for part in parts]


def _plain(sql: str) -> str:
    """One space between words: what was remade is written with other breaks."""
    return re.sub(r"\s+", " ", sql).strip()


def differences(one: Schema, other: Schema) -> list[str]:
    """A line for each thing that only one of the two has."""
    lines = []
    for part_of in sorted(one.keys() | other.keys()):
        ours, theirs = one.get(part_of, set()), other.get(part_of, set())
        lines += [f"{part_of} - {what}" for what in sorted(ours - theirs)]
        lines += [f"{part_of} + {what}" for what in sorted(theirs - ours)]
    return lines
