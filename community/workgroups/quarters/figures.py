"""Where each floor says what it counts for the quarterly report of a group, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from community.pages.reporting.groups import is_small
from community.pages.reporting.tables import HIDDEN, Percent, Seconds, Value, Word

from .quarter import Quarter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Values = Mapping[str, int]  # a name without a value: there is nothing to say (no median of no answers)
    Count = Callable[[Sequence[int], Quarter, datetime], Mapping[int, Values]]


class Shape(Enum):
    """How a stored value is shown."""

    NUMBER = "number"
    PERCENT = "percent"  # of `whole`
    SECONDS = "seconds"
    HOURS = "hours"  # stored in minutes


@dataclass(frozen=True)
class Figure:
    """One line of the report. `key` is its name in files, for good; `of` the stored value, `words` how it is counted.

    `people` names the value that says how many people it is about: fewer than five are hidden. `among` names the people
    of whom these are a part: when the rest is so few, the part is hidden too, for the rest would follow from it.
    """

    key: str
    label: Word
    words: StrOrPromise
    of: str
    shape: Shape = Shape.NUMBER
    whole: str = ""
    people: str = ""
    among: str = ""

    def shown(self, values: Values) -> Value:
        """What page and file show of the stored values."""
        value = values.get(self.of)
        if value is None:
            return None
        if self._tells_of_few(values):
            return HIDDEN
        if self.shape == Shape.PERCENT:
            whole = values.get(self.whole)
            return Percent(round(100 * value / whole)) if whole else None
        if self.shape == Shape.SECONDS:
            return Seconds(value)
        return round(value / 60) if self.shape == Shape.HOURS else value

    def _tells_of_few(self, values: Values) -> bool:
        if not self.people:
            return False
        people = values.get(self.people, 0)
        rest = values.get(self.among, people) - people
        return is_small(people) or is_small(rest)


@dataclass(frozen=True)
class Source:
    """What one room counts. `count(groups, quarter, at)` gives the values by group, from raw rows, in few queries.

    `stored` names the values that are 0 where `count` says nothing; what else it gives is stored as it comes.
    """

    name: str
    figures: tuple[Figure, ...]
    stored: tuple[str, ...]
    count: Count


@dataclass
class Sources:
    """Rooms that count, in the order in which the report shows their figures."""

    _sources: dict[int, Source]

    def register(self, order: int, source: Source) -> None:
        """Add a room. Raises ValueError when the place, or a name of its values, is taken."""
        taken = {name for other in self for name in other.stored}
        if order in self._sources or taken & set(source.stored):
            raise ValueError(f"{source.name} counts for the quarterly report already.")
        self._sources[order] = source

    def __iter__(self) -> Iterator[Source]:
        return iter(source for _, source in sorted(self._sources.items()))

    @property
    def figures(self) -> list[Figure]:
        """All lines of the report, in order."""
        return [figure for source in self for figure in source.figures]

    def count(self, groups: Sequence[int], quarter: Quarter, at: datetime) -> dict[int, dict[str, int]]:
        """The values of each of `groups`, as the raw rows stand at `at`."""
        values: dict[int, dict[str, int]] = {group: {} for group in groups}
        for source in self:
            found = source.count(groups, quarter, at)
            for group in groups:
                values[group] |= {**dict.fromkeys(source.stored, 0), **found.get(group, {})}
        return values


quarter_sources = Sources({})
