"""Hiding figures about few people in tables that have a total. Pure: no query here (docs/adr/0027).

A row counts people: all of them, and parts of these (who finished, say). A count is hidden when it, or the rest of its
row, is a group of fewer than FEWEST people. Nobody may get it by subtraction: so each column hides at least two rows,
or none, and what the hidden rows of a column add up to, and the rest of that, is no small group either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from community.pages.reporting.groups import FEWEST, is_small

__all__ = ["FEWEST", "Counts", "Published", "Shown", "is_small", "publish"]

Counts = Sequence[int]  # all people of a row first, then the parts
Shown = list[int | None]


@dataclass(frozen=True)
class Published:
    """What may be shown: None where it may not."""

    rows: list[Shown]
    total: Shown


def publish(rows: Sequence[Counts]) -> Published:
    """The rows and their total as everybody may see them."""
    columns = len(rows[0]) if rows else 0
    hidden = _hidden_rows(rows, 0, set())
    shown: list[Shown] = [[None] * columns for _row in rows]
    total: Shown = [None] * columns
    for column in range(columns):
        gone = _hidden_rows(rows, column, hidden)
        for place, row in enumerate(rows):
            if place not in gone:
                shown[place][column] = row[column]
        if _is_safe(rows, column, gone):
            total[column] = sum(row[column] for row in rows)
    return Published(shown, total)


def _hidden_rows(rows: Sequence[Counts], column: int, hidden: set[int]) -> set[int]:
    """The rows that a column hides: those in `hidden`, small ones, and the smallest others until they are safe."""
    gone = hidden | {place for place, row in enumerate(rows) if _tells(row[0], row[column])}
    others = sorted((place for place in range(len(rows)) if place not in gone), key=lambda place: rows[place][0])
    for place in others:
        if _is_safe(rows, column, gone):
            break
        gone.add(place)
    return gone


def _is_safe(rows: Sequence[Counts], column: int, gone: set[int]) -> bool:
    """Subtracting the shown rows from the total tells nothing about few people."""
    whole, part = (sum(rows[place][which] for place in gone) for which in (0, column))
    return not gone or (len(gone) > 1 and not _tells(whole, part))


def _tells(whole: int, part: int) -> bool:
    return is_small(part) or is_small(whole - part)
