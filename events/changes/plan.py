"""When the dates of a series are: what its rule makes, without what is taken out, with what was added or moved.

Pure: nothing is read or written here. Everything is wall time in the zone of the series.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from community.people.workdays import state_holidays
from events import rule_parts
from events.recurrence import RECURRENCE_ID

from .enums import Change

if TYPE_CHECKING:
    from datetime import date

    from events.models import DateChange, Series
    from events.recurrence import Rule


@dataclass(frozen=True)
class Place:
    """Where people meet."""

    format: str
    venue: str
    join_link: str


@dataclass(frozen=True)
class PlannedDate:
    """One date that is to be: its key, when it is held and, where that differs from the series, where."""

    key: str
    start: datetime
    minutes: int
    place: Place | None = None
    is_extra: bool = False
    is_moved: bool = False


@dataclass(frozen=True)
class Plan:
    """All dates of a series by key, in the order of the rule; its parts for calendars; the keys that are left out."""

    parts: list[rule_parts.Part]
    dates: dict[str, PlannedDate]
    out: frozenset[str] = field(default_factory=frozenset)

    def until(self, horizon: datetime) -> dict[str, PlannedDate]:
        """The dates up to a wall time; one that was moved across it counts by its earlier day."""
        return {
            key: one
            for key, one in self.dates.items()
            if one.start <= horizon or (not one.is_extra and wall_of(key) <= horizon)
        }


def key_of(wall: datetime) -> str:
    """The key of a date that the rule makes."""
    return wall.strftime(RECURRENCE_ID)


def wall_of(key: str) -> datetime:
    """The wall time a key names."""
    return datetime.strptime(key, RECURRENCE_ID)  # noqa: DTZ007


def effective_rule(series: Series, cut: date | None) -> Rule | None:
    """The rule of a series that goes on as another one from the day `cut`, should its own say more."""
    rule = series.parsed_rule
    if rule is None or cut is None:
        return rule
    return rule_parts.ended_before(rule, start=series.start, cut=datetime.combine(cut, time.min))


def plan_of(series: Series, changes: Iterable[DateChange] = (), *, cut: date | None = None) -> Plan:
    """The dates of `series`; `cut` is the day from which another series goes on."""
    known = {change.recurrence_id: change for change in changes}
    parts = rule_parts.parts(effective_rule(series, cut), start=series.start)
    dates: dict[str, PlannedDate] = {}
    out = set()
    for wall in sorted({wall for part in parts for wall in part.dates}):
        key = key_of(wall)
        one = _planned(series, key, wall, known.get(key))
        if one is None or (series.skip_holidays and one.start.date() in state_holidays(one.start.year)):
            out.add(key)
        else:
            dates[key] = one
    for change in known.values():
        if change.is_extra and change.start is not None:
            dates[change.recurrence_id] = _changed(change, change.start, series)
    return Plan(parts, dates, frozenset(out))


def rekey(changes: Iterable[DateChange], plan: Plan) -> list[DateChange]:
    """Give changes the key that their day has now, when the series moved to another time; return those that changed."""
    made = {key_of(wall) for part in plan.parts for wall in part.dates}
    by_day = {key[:8]: key for key in made}
    rows = [change for change in changes if not change.is_extra]
    taken = {change.recurrence_id for change in rows}
    changed = []
    for change in rows:
        key = by_day.get(change.recurrence_id[:8])
        if key is None or change.recurrence_id in made or key in taken:
            continue
        taken.add(key)
        change.recurrence_id = key
        changed.append(change)
    return changed


def _planned(series: Series, key: str, wall: datetime, change: DateChange | None) -> PlannedDate | None:
    if change is None:
        return PlannedDate(key, wall, series.duration)
    if change.change == Change.OUT or change.start is None:
        return None
    return _changed(change, change.start, series)


def _changed(change: DateChange, start: datetime, series: Series) -> PlannedDate:
    place = Place(change.format, change.venue, change.join_link) if change.format else None
    return PlannedDate(
        change.recurrence_id,
        start,
        change.duration or series.duration,
        place,
        is_extra=change.is_extra,
        is_moved=not change.is_extra,
    )
