"""Who finds what, and how words find entries on either database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from django.db import connections, models
from django.db.models import BooleanField, F, FloatField, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from .sources import sources

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


MARK_START, MARK_END = "\x02", "\x03"  # around found words in extracts; never part of stored text
_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 12
_QUESTION = "to_tsquery('english', %s)"
_HEADLINE = f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords=32, MinWords=16, MaxFragments=1"


class SearchEntryQuerySet(models.QuerySet[Any]):
    """Entries, filtered by what the viewer may see."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Only entries in a scope that `viewer` holds."""
        return self.filter(scope__in=sources.scopes_of(viewer))

    def matching(self, query: str) -> Self:
        """Entries that hold every word of `query`, the last as a beginning; best first.

        Words are compared without case and by their English stem; nothing in `query` is an operator.
        """
        words = _WORD.findall(query)[:_MOST_WORDS]
        if not words:
            return self.none()
        return (self._matching_postgres(words) if self._is_postgres else self._matching_sqlite(words)).order_by(
            "-rank", F("at").desc(nulls_last=True), "pk"
        )

    def extracts(self, query: str) -> dict[int, str]:
        """For the few entries here: the words around what `query` found, between MARK_START and MARK_END."""
        words = _WORD.findall(query)[:_MOST_WORDS]
        if self._is_postgres:
            headline = RawSQL(  # noqa: S611
                f"ts_headline('english', left(search_searchentry.text, 20000), {_QUESTION}, %s)",
                [_for_postgres(words), _HEADLINE],
                TextField(),
            )
            return dict(self.order_by().values_list("pk", headline))
        snippet = RawSQL(f"snippet(search_index, 1, '{MARK_START}', '{MARK_END}', '…', 30)", [], TextField())  # noqa: S611
        return dict(self.order_by().filter(index__words__match=_for_sqlite(words)).values_list("pk", snippet))

    @property
    def _is_postgres(self) -> bool:
        return connections[self.db].vendor == "postgresql"

    def _matching_postgres(self, words: list[str]) -> Self:
        asked = [_for_postgres(words)]
        holds = RawSQL(f"search_searchentry.document @@ {_QUESTION}", asked, BooleanField())  # noqa: S611
        rank = RawSQL(f"ts_rank(search_searchentry.document, {_QUESTION})", asked, FloatField())  # noqa: S611
        return self.filter(holds).annotate(rank=rank)

    def _matching_sqlite(self, words: list[str]) -> Self:
        rank = RawSQL("-bm25(search_index, 5.0, 1.0)", [], FloatField())
        return self.filter(index__words__match=_for_sqlite(words)).annotate(rank=rank)

    def for_kind(self, kind: str) -> Self:
        """Entries of one kind, or all of them when `kind` is empty."""
        return self.filter(kind=kind) if kind else self

    def among(self, rows: models.QuerySet[Any]) -> Self:
        """Of entries of one kind, those of these rows."""
        keys = rows.order_by().annotate(entry_key=Cast("pk", TextField())).values("entry_key")
        return self.filter(key__in=keys)


def _for_postgres(words: list[str]) -> str:
    return " & ".join(f"'{word}'" for word in words) + ":*"


def _for_sqlite(words: list[str]) -> str:
    return " ".join(f'"{word}"' for word in words) + "*"
