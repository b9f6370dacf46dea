"""SQLite's full-text question, as a lookup of the ORM."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup


class Match(Lookup):
    """`words__match="…"`: the FTS5 MATCH operator (sqlite.org/fts5.html, section 3)."""

    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison in SQL."""
        table, table_params = self.process_lhs(compiler, connection)
        asked, asked_params = self.process_rhs(compiler, connection)
        return f"{table} MATCH {asked}", (*table_params, *asked_params)
