"""Who finds what, and how words find entries on either database."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any, Self

from django.db import connections, models
from django.db.models import BigIntegerField, BooleanField, Case, Exists, F, FloatField, OuterRef, TextField, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from .sources import sources

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


MARK_START, MARK_END = "\x02", "\x03"  # around found words in extracts; never part of stored text
_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 12
_LEAST_TYPED = 2  # letters, before titles are looked through for them
_MOST_TELLING = 6  # words of a title: 15 pairs
_MOST_RANKED = 300
# PostgreSQL's own English ones, which it leaves out of a question, and some that tell as little
_DULL = frozenset(
    "about above after again against all and any are because been before being below best between both but can "
    "could did does doing don down during each few for from further get had has have having her here hers herself "
    "him himself his how into its itself just know more most myself need new nor not now off once one only other "
    "our ours ourselves out over own same she should some such than that the their theirs them themselves then "
    "there these they this those through too under until use using very was way were what when where which while "
    "who whom why will with would you your yours yourself yourselves".split()
)
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

    def titled(self, query: str) -> Self:
        """Entries whose title holds every word of `query`, the last as a beginning; best first, from a bounded look."""
        words = _WORD.findall(query)[:_MOST_WORDS]
        if sum(map(len, words)) < _LEAST_TYPED:
            return self.none()
        if self._is_postgres:
            return self._titled_postgres(" & ".join([*map(_in_title, words[:-1]), f"'{words[-1]}':*A"]))
        return self._titled_sqlite(_for_sqlite(words))

    def resembling(self, title: str) -> Self:
        """Entries whose titles share two telling words with `title`, or its only one; best first."""
        telling = {word.lower(): word for word in _WORD.findall(title) if len(word) > 2 and word.lower() not in _DULL}
        words = sorted(telling, key=len, reverse=True)[:_MOST_TELLING]
        if not words:
            return self.none()
        sets = combinations(words, min(len(words), 2))
        if self._is_postgres:
            return self._titled_postgres(" | ".join(f"({' & '.join(map(_in_title, each))})" for each in sets))
        return self._titled_sqlite(" OR ".join(f"({' AND '.join(map(_quoted, each))})" for each in sets))

    def _titled_postgres(self, asked: str) -> Self:
        # Without a table, because the rows have another name in a subquery, and the whole table would stand for them.
        holds = RawSQL(f"document @@ {_QUESTION}", [asked], BooleanField())  # noqa: S611
        rank = RawSQL(f"ts_rank(search_searchentry.document, {_QUESTION})", [asked], FloatField())  # noqa: S611
        # Many titles may hold a common word: a bounded number of them is put in order.
        few = self.filter(holds).order_by().values("pk")[:_MOST_RANKED]
        rows = self.model._default_manager.filter(pk__in=few)
        return rows.annotate(rank=rank).order_by("-rank", F("at").desc(nulls_last=True), "pk")

    def _titled_sqlite(self, asked: str) -> Self:
        rank = RawSQL("-bm25(search_index, 5.0, 1.0)", [], FloatField())
        found = self.filter(index__words__match=f"{{title}} : ({asked})").annotate(rank=rank)
        return found.order_by("-rank", F("at").desc(nulls_last=True), "pk")

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

    def among(self, rows: models.QuerySet[Any], *, kind: str) -> Self:
        """Of the entries of one kind, whose keys are numbers, those of these rows; each is looked up by its key."""
        # CASE, because a database may read the key of an entry of another kind before it asks for the kind.
        number = Case(When(kind=kind, then=Cast("key", BigIntegerField())), output_field=BigIntegerField())
        numbered = self.filter(kind=kind).alias(number=number)
        return numbered.filter(Exists(rows.order_by().filter(pk=OuterRef("number"))))


def _in_title(word: str) -> str:
    """Titles have the weight A (migration 0002)."""
    return f"'{word}':A"


def _quoted(word: str) -> str:
    return f'"{word}"'


def _for_postgres(words: list[str]) -> str:
    return " & ".join(f"'{word}'" for word in words) + ":*"


def _for_sqlite(words: list[str]) -> str:
    return " ".join(f'"{word}"' for word in words) + "*"
