"""Dates, times, zones and lengths of an outside calendar as naive wall times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)


class Unreadable(Exception):
    """A value that can't be used; `code` says why, as in facts.Problem."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value[:60]


@dataclass(frozen=True)
class Moment:
    """A wall time in `zone` ("" without one), or a whole day."""

    wall: datetime
    zone: str
    is_day: bool = False

    def within(self, zone: str) -> datetime:
        """The wall time in another zone; a day, or a time without a zone, stays as it is written."""
        if self.is_day or not self.zone or not zone or self.zone == zone:
            return self.wall
        instant = self.wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def read_moment(value: str, parameters: Mapping[str, str]) -> Moment:
    """A DATE or DATE-TIME. Raises Unreadable."""
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        raise Unreadable("time", value)
    try:
        day = date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]))
        if not 1900 <= day.year <= 2200:
            raise Unreadable("time", value)
        if not found[2]:
            return Moment(datetime.combine(day, time.min), "", is_day=True)
        clock = time(int(found[2][:2]), int(found[2][2:4]), min(int(found[2][4:]), 59))  # 60 is a leap second
    except ValueError:
        raise Unreadable("time", value) from None
    zone = "UTC" if found[3] else zone_of(parameters.get("TZID", ""))
    return Moment(datetime.combine(day, clock), zone)


@cache
def zone_of(name: str) -> str:
    """The IANA name of a TZID: its own, or the one behind a path or a name of Windows. Raises Unreadable."""
    plain = name.strip().strip('"').lstrip("/")
    if not plain:
        return ""
    known = available_timezones()
    parts = plain.split("/")
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        if tail in known:
            return tail
    if plain in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[plain]
    raise Unreadable("zone", name)


def read_length(value: str) -> timedelta:
    """A DURATION. Raises Unreadable."""
    try:
        length = vDuration.from_ical(value) if len(value) <= 30 else None
    except (ValueError, OverflowError, TypeError):
        length = None
    if not isinstance(length, timedelta) or abs(length) > timedelta(days=36_500):
        raise Unreadable("length", value)
    return length
