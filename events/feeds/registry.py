"""Where the floors above plug days into a member's own calendar: the last day of a course's run, say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member


@dataclass(frozen=True)
class OwnDays:
    """One sort of days. `rows(member, since)` holds those the member sees that are not before `since`, unordered.

    A row has `pk`, and what it is made of in the annotations `day_title` (text), `day_on` and `day_made` (days as text,
    2027-01-31) and `day_version` (a number as text, which rises when the day changes). They are read in one query with
    everything else in the calendar, so that a program that asks in vain costs two.
    """

    name: str
    rows: Callable[[Member, date], QuerySet[Any]]
    say: Callable[[str], str]  # from the title, what stands in the calendar
    url: Callable[[int], str]


@dataclass
class OwnDaysRegistry:
    """The sorts of days, in the order in which they came."""

    _sorts: dict[str, OwnDays] = field(default_factory=dict)

    def register(self, days: OwnDays) -> None:
        """Add one. Raises ValueError for a name that is taken."""
        if days.name in self._sorts:
            raise ValueError(f"{days.name} is registered already.")
        self._sorts[days.name] = days

    def __iter__(self) -> Iterator[OwnDays]:
        return iter(self._sorts.values())

    def __getitem__(self, name: str) -> OwnDays:
        return self._sorts[name]


own_days = OwnDaysRegistry()
