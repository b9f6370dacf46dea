"""Keeping entries true: called by the services that change the things themselves."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.db import transaction

from .models import SearchEntry
from .sources import Source, sources

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 255
_CHANGING = ["title", "text", "url", "scope", "at", "department"]


def plain_words(html: str) -> str:
    """Text of an HTML fragment, for indexing only: never shown as HTML."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()


@transaction.atomic(savepoint=False)
def index(*, kind: str, row: Any) -> SearchEntry | None:
    """Make the entry of `row` say what is true now; drop it when nobody may find the row."""
    source = sources.get(kind)
    found = source.describe(row)
    if found is None:
        forget(kind=kind, key=row.pk)
        return None
    entry = SearchEntry(
        kind=kind,
        key=str(row.pk),
        title=found.title[:_LONGEST_TITLE],
        text=_SPACE.sub(" ", found.text)[:_LONGEST_TEXT],
        url=found.url,
        scope=found.scope,
        at=found.at,
        department=found.department,
    )
    # One statement, whoever else writes the same entry now.
    SearchEntry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["kind", "key"], update_fields=_CHANGING
    )
    return entry


def forget(*, kind: str, key: int | str) -> None:
    """Drop the entry of a thing that is gone."""
    SearchEntry.objects.filter(kind=kind, key=str(key)).delete()


@transaction.atomic
def rebuild(*, kind: str = "") -> dict[str, int]:
    """Write all entries again, of one kind or of each; return how many there are by kind."""
    return {source.kind: _rebuild_source(source) for source in sources if kind in {"", source.kind}}


def _rebuild_source(source: Source) -> int:
    kept = [entry.key for row in source.rows().iterator(500) if (entry := index(kind=source.kind, row=row))]
    SearchEntry.objects.filter(kind=source.kind).exclude(key__in=kept).delete()
    return len(kept)
