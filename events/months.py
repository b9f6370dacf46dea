"""The month table and the week: which occurrences stand on which day, in the zone the viewer reads times in."""

from __future__ import annotations

from calendar import SUNDAY, Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from .models import Occurrence

MOST_ON_A_DAY = 6
MOST_ON_A_DAY_OF_A_WEEK = 60
MOST_IN_A_MONTH = 500  # rows read for one table; a fuller month is for the list


@dataclass(frozen=True)
class Entry:
    """One occurrence on one day; `continues` on the days after its first."""

    occurrence: Occurrence
    continues: bool


@dataclass(frozen=True)
class Day:
    """One cell. `more` counts what the cell has no room for."""

    on: date
    is_outside: bool
    is_today: bool
    entries: list[Entry]
    more: int


@dataclass(frozen=True)
class Month:
    """A month in whole weeks, Sunday first; `is_cut` when its last days hold more than the table read."""

    first: date
    weeks: list[list[Day]]
    is_cut: bool

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def has_entries(self) -> bool:
        """Something happens."""
        return any(day.entries for week in self.weeks for day in week if not day.is_outside)


def read_month(text: str, *, today: date) -> date:
    """The first day of the month `text` names, like 2026-11; of this month when it names none."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return today.replace(day=1)
    return first if 2000 <= first.year <= 2099 else today.replace(day=1)


def window(first: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants between which the month's table lies."""
    days = [day for week in _weeks(first) for day in week]
    return _midnight(days[0], zone), _midnight(days[-1] + timedelta(days=1), zone)


@dataclass(frozen=True)
class Week:
    """Seven days, Sunday first; `is_cut` when they hold more than was read."""

    days: list[Day]
    is_cut: bool

    @property
    def first(self) -> date:
        """Its Sunday."""
        return self.days[0].on

    @property
    def last(self) -> date:
        """Its Saturday."""
        return self.days[-1].on

    @property
    def previous(self) -> date:
        """The Sunday before."""
        return self.first - timedelta(days=7)

    @property
    def following(self) -> date:
        """The Sunday after."""
        return self.first + timedelta(days=7)

    @property
    def has_entries(self) -> bool:
        """Something happens."""
        return any(day.entries for day in self.days)


def read_week(text: str, *, today: date) -> date:
    """The Sunday of the week that holds the day `text` names, like 2026-11-24; of this week when it names none."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        day = today
    day = day if 2000 <= day.year <= 2099 else today
    return day - timedelta(days=(day.weekday() + 1) % 7)


def week_window(first: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants between which the week lies."""
    return _midnight(first, zone), _midnight(first + timedelta(days=7), zone)


def build_week(first: date, *, occurrences: Iterable[Occurrence], today: date, zone: tzinfo) -> Week:
    """As the month, for seven days; days are longer."""
    read = list(occurrences)
    by_day = _by_day(read[:MOST_IN_A_MONTH], zone)
    week = [first + timedelta(days=offset) for offset in range(7)]
    days = [_day(day, first, today, by_day[day], MOST_ON_A_DAY_OF_A_WEEK) for day in week]
    return Week(days, is_cut=len(read) > MOST_IN_A_MONTH)


def build(first: date, *, occurrences: Iterable[Occurrence], today: date, zone: tzinfo) -> Month:
    """Put each occurrence on every day it covers; one row more than MOST_IN_A_MONTH tells that there are more."""
    read = list(occurrences)
    by_day = _by_day(read[:MOST_IN_A_MONTH], zone)
    weeks = [[_day(day, first, today, by_day[day], MOST_ON_A_DAY) for day in week] for week in _weeks(first)]
    return Month(first, weeks, is_cut=len(read) > MOST_IN_A_MONTH)


def _by_day(occurrences: Iterable[Occurrence], zone: tzinfo) -> dict[date, list[Entry]]:
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for occurrence in occurrences:
        begin = occurrence.start_at.astimezone(zone).date()
        end = (occurrence.end_at - timedelta(microseconds=1)).astimezone(zone).date()
        for offset in range((end - begin).days + 1):
            by_day[begin + timedelta(days=offset)].append(Entry(occurrence, continues=offset > 0))
    return by_day


def _weeks(first: date) -> list[list[date]]:
    return Calendar(SUNDAY).monthdatescalendar(first.year, first.month)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _day(day: date, first: date, today: date, entries: list[Entry], most: int) -> Day:
    shown = entries[:most]
    return Day(day, day.month != first.month, day == today, shown, len(entries) - len(shown))
