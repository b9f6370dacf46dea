"""Which tables PostgreSQL reads from end to end for the queries of a request: asked of EXPLAIN, settings untouched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

BIG = 10_000  # rows
_EXPLAINED = re.compile(r"(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)


def queries_of(work: Callable[[], object]) -> list[str]:
    """The statements that `work` runs, with their values in place."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured]


def big_scans(queries: list[str]) -> list[str]:
    """One line for each sequential scan of a table of more than BIG rows, with the query."""
    big = _big_tables()
    found = []
    with connection.cursor() as cursor:
        for query in queries:
            if _EXPLAINED.match(query):
                cursor.cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")  # the inner one reads no placeholders
                (plan,) = cursor.fetchone()
                plan = json.loads(plan) if isinstance(plan, str) else plan
                scanned = {table for node in plan for table in _scanned(node["Plan"])}
                found += [f"{table}: {query}" for table in sorted(scanned & big)]
    return found


def _big_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [BIG])
        return {name for (name,) in cursor.fetchall()}


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _scanned(child)
