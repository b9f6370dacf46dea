"""A table of a report: what the page shows is what its file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .spans import long_as

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = str | int | date | None


class Word(str):
    """A word of the hub's: a page says it in the reader's language, a file as it stands."""

    __slots__ = ()


class Named(str):
    """A name in files, for good; a page says its `label`."""

    label: Word

    def __new__(cls, name: str, label: Word) -> Self:
        made = super().__new__(cls, name)
        made.label = label
        return made


class Percent(int):
    """A share: a page says “80%”, a file 80."""


class Seconds(int):
    """A span of time: a page says it in words, a file in seconds."""


HIDDEN = Word(gettext_noop("hidden"))  # a figure about so few people that nobody is shown it


@dataclass(frozen=True)
class Column:
    """`key` is its name in files, for good; `label` the one on the page."""

    key: str
    label: StrOrPromise
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """A value as the page shows it."""

    text: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """Values in the order of the columns; `links` leads from a column, by key."""

    values: Sequence[Value]
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows below columns. `total` is a row for the foot; it is no row of the file."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None

    @property
    def lines(self) -> list[list[Cell]]:
        """The rows as the page shows them."""
        return [list(self._cells(row)) for row in self.rows]

    @property
    def foot(self) -> list[Cell]:
        """The total as the page shows it."""
        return list(self._cells(self.total)) if self.total else []

    @property
    def keys(self) -> list[str]:
        """The first line of a file."""
        return [column.key for column in self.columns]

    def of(self, rows: Sequence[Row]) -> Table:
        """The same columns with these rows: a page of them."""
        return Table(self.columns, rows, self.total)

    def _cells(self, row: Row) -> Iterator[Cell]:
        for column, value in zip(self.columns, row.values, strict=True):
            yield Cell(as_text(value), row.links.get(column.key, ""), column.is_number)


def as_text(value: Value) -> str:
    """A value as a page says it."""
    if value is None:
        return "–"
    if isinstance(value, Named | Word):
        return _(value.label if isinstance(value, Named) else value)
    if isinstance(value, Seconds):
        return long_as(value)
    if isinstance(value, Percent):
        return _("%(count)d%%") % {"count": value}
    return date_format(value, "M j, Y") if isinstance(value, date) else str(value)
