"""Keeping entries true: called by the services that change the things themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import unescape
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left, Length

from .models import SearchEntry
from .sources import Source, sources

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 255
_BATCH = 200
_CHANGING = ["title", "text", "url", "scope", "at", "department"]


def plain_words(html: str) -> str:
    """Text of an HTML fragment, for indexing only: never shown as HTML."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()


@transaction.atomic(savepoint=False)
def index(*, kind: str, row: Any) -> SearchEntry | None:
    """Make the entry of `row` say what is true now; drop it when nobody may find the row."""
    entry = _entry_of(sources.get(kind), row)
    if entry is None:
        forget(kind=kind, key=row.pk)
        return None
    _write([entry])
    return entry


@transaction.atomic(savepoint=False)
def append(*, kind: str, row: Any, text: str, at: datetime) -> None:
    """Add words at the end of the entry of `row`, which is otherwise as it was: however long it is, nothing is read.

    What is full stays as it is, but for its date. Without an entry the whole of it is made.
    """
    mine = SearchEntry.objects.filter(kind=kind, key=str(row.pk))
    longer = Left(Concat(F("text"), Value(_SPACE.sub(" ", f" {text}"))), _LONGEST_TEXT)
    if mine.annotate(length=Length("text")).filter(length__lt=_LONGEST_TEXT).update(text=longer, at=at):
        return
    if not mine.update(at=at):
        index(kind=kind, row=row)


@transaction.atomic
def index_all(*, kind: str, rows: Iterable[Any]) -> int:
    """Make the entries of many rows, none of which has to be dropped, in batches; return how many they are."""
    source = sources.get(kind)
    entries = (entry for row in rows if (entry := _entry_of(source, row)))
    count = 0
    while batch := list(islice(entries, _BATCH)):
        _write(batch)
        count += len(batch)
    return count


def _entry_of(source: Source, row: Any) -> SearchEntry | None:
    found = source.describe(row)
    if found is None:
        return None
    return SearchEntry(
        kind=source.kind,
        key=str(row.pk),
        title=found.title[:_LONGEST_TITLE],
        text=_SPACE.sub(" ", found.text)[:_LONGEST_TEXT],
        url=found.url,
        scope=found.scope,
        at=found.at,
        department=found.department,
    )


def _write(entries: list[SearchEntry]) -> None:
    """One statement, whoever else writes the same entries now."""
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["kind", "key"], update_fields=_CHANGING
    )


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
