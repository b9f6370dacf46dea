"""Working days of the state: Monday to Friday without the state's holidays (Gov. Code 6701, 19853)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from .zones import DEFAULT_ZONE

STATE_ZONE = ZoneInfo(DEFAULT_ZONE)
_DAY = timedelta(days=1)
_MONDAY, _THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 3, 4, 5, 6
# New Year, Cesar Chavez, Independence, Veterans, Christmas: on the Monday after when they fall on a Sunday.
_FIXED = ((1, 1), (3, 31), (7, 4), (11, 11), (12, 25))


@cache
def state_holidays(year: int) -> frozenset[date]:
    """The days on which the state's offices are closed. A holiday on a Saturday closes nothing, Veterans Day apart."""
    thanksgiving = _nth(year, 11, _THURSDAY, 4)
    days = {
        _nth(year, 1, _MONDAY, 3),  # Dr. Martin Luther King, Jr.
        _nth(year, 2, _MONDAY, 3),  # Presidents
        _last_monday(year, 5),  # Memorial
        _nth(year, 9, _MONDAY, 1),  # Labor
        thanksgiving,
        thanksgiving + _DAY,
    }
    for month, number in _FIXED:
        day = date(year, month, number)
        if day.weekday() == _SUNDAY:
            day += _DAY
        elif day.weekday() == _SATURDAY and month == 11:
            day -= _DAY
        days.add(day)
    return frozenset(days)


def is_working_day(day: date) -> bool:
    """Whether the state's offices are open."""
    return day.weekday() <= _FRIDAY and day not in state_holidays(day.year)


def after_working_days(at: datetime, number: int, *, zone: ZoneInfo = STATE_ZONE) -> datetime:
    """When `number` working days are over that begin at `at`: the same time of day, so many working days later.

    What begins on a day off begins when the next working day does. The clock is the zone's, across the change of time.
    """
    local = at.astimezone(zone)
    day, wall = local.date(), local.time()
    if not is_working_day(day):
        day, wall = _next(day), time.min
    for _number in range(number):
        day = _next(day)
    return datetime.combine(day, wall, tzinfo=zone)


def _next(day: date) -> date:
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - _DAY
    return last - timedelta(days=last.weekday())
