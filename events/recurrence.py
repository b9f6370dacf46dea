"""Rules of repetition: which ones a series may have, what they mean in words, and the dates they make.

Pure functions on naive wall time; the zone is attached afterwards. Instants follow RFC 5545 3.3.5: a wall time that
does not exist that day is read with the offset before the change (02:30 becomes 03:30), one that exists twice is the
first of the two. That is what `fold=0` means in Python.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.people.errors import HubError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_TEXT = 200
RECURRENCE_ID = "%Y%m%dT%H%M%S"  # a wall time as iCalendar writes it, and the key of a date in its series
EXTRA = "+"  # begins the key of a date that no rule makes
MOST_TIMES = 520
MOST_YEARS = 5
MOST_INTERVAL = 366
_FREQUENCIES: Mapping[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")


class RuleRefused(HubError):
    """A rule is outside what the hub can keep right in everybody's calendar; the message is one sentence."""


@dataclass(frozen=True)
class Rule:
    """A rule that passed; `until` is a day on the wall calendar of the series. `str()` gives its one spelling."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    by_day: tuple[str, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: str = "MO"

    def __str__(self) -> str:
        return self.text(self.until.isoformat().replace("-", "") if self.until else "")

    def text(self, until: str) -> str:
        """The rule as text, with `until` spelt as given (iCalendar wants an instant there)."""
        parts = [f"FREQ={self.freq}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval != 1 else []
        parts += [f"COUNT={self.count}"] if self.count else []
        parts += [f"UNTIL={until}"] if self.until else []
        for name, values in (
            ("BYMONTH", self.by_month),
            ("BYMONTHDAY", self.by_month_day),
            ("BYDAY", self.by_day),
            ("BYSETPOS", self.by_set_pos),
        ):
            parts += [f"{name}={','.join(str(value) for value in values)}"] if values else []
        parts += [f"WKST={self.week_start}"] if self.week_start != "MO" else []
        return ";".join(parts)


# Instants


def to_utc(wall: datetime, zone: str) -> datetime:
    """The instant of a naive wall time in `zone`; see the module's first lines for nights of change."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_wall(instant: datetime, zone: str) -> datetime:
    """The naive wall time of an instant in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def exists(wall: datetime, zone: str) -> bool:
    """False when the clocks of `zone` skip `wall` that day."""
    return to_wall(to_utc(wall, zone), zone) == wall


# Reading a rule


def parse(text: str, *, start: datetime, zone: str) -> Rule:
    """Read an RRULE value for a series that begins at the wall time `start`.

    Raises RuleRefused with one sentence. Takes bounded time whatever the text says.
    """
    rule = _read(text, start=start, zone=zone)
    _check_shape(rule)
    _check_possible(rule)
    _check_end(rule, start)
    if not matches(rule, start.date()):
        raise RuleRefused(
            _("The first date, %(date)s, is not one the rule makes. Change the date or the rule.")
            % {"date": date_format(start, "l, F j, Y")}
        )
    return rule


def _read(text: str, *, start: datetime, zone: str) -> Rule:
    values = _split(text)
    freq = values.get("FREQ", "")
    if freq not in _FREQUENCIES:
        raise RuleRefused(
            _("A rule begins with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY; “%(freq)s” is not possible here.")
            % {"freq": freq or _("nothing")}
        )
    return Rule(
        freq=freq,
        interval=_number(values, "INTERVAL", 1, MOST_INTERVAL) or 1,
        count=_number(values, "COUNT", 1, MOST_TIMES),
        until=_read_until(values["UNTIL"], start=start, zone=zone) if "UNTIL" in values else None,
        by_day=_read_days(values["BYDAY"]) if "BYDAY" in values else (),
        by_month_day=_numbers(values, "BYMONTHDAY", 31, signed=True),
        by_month=_numbers(values, "BYMONTH", 12),
        by_set_pos=_numbers(values, "BYSETPOS", 31, signed=True),
        week_start=_read_week_start(values.get("WKST", "MO")),
    )


def _split(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:")
    if len(text) > LONGEST_TEXT:
        raise RuleRefused(_("The rule is too long: at most %(most)d characters.") % {"most": LONGEST_TEXT})
    values: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        name, _equals, value = part.partition("=")
        if name not in _PARTS:
            raise RuleRefused(_("The rule can't use “%(part)s”.") % {"part": name})
        if name in values or not value:
            raise RuleRefused(_("Give “%(part)s” once, with a value.") % {"part": name})
        values[name] = value
    return values


def _number(values: dict[str, str], name: str, least: int, most: int) -> int | None:
    if name not in values:
        return None
    value = values[name]
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and least <= int(value) <= most):
        raise RuleRefused(
            _("%(name)s is a number from %(least)d to %(most)d; “%(value)s” is not.")
            % {"name": name, "least": least, "most": most, "value": value[:20]}
        )
    return int(value)


def _numbers(values: dict[str, str], name: str, most: int, *, signed: bool = False) -> tuple[int, ...]:
    if name not in values:
        return ()
    found = set()
    for value in values[name].split(","):
        digits = value[1:] if signed and value[:1] in {"-", "+"} else value
        number = _number({name: digits}, name, 1, most) or 0
        found.add(-number if value.startswith("-") else number)
    return tuple(sorted(found))


def _read_days(value: str) -> tuple[str, ...]:
    days = []
    for day in value.split(","):
        found = _DAY.fullmatch(day)
        if found is None:
            raise RuleRefused(
                _("BYDAY lists days like TU, 2TU (second Tuesday) or -1FR (last Friday); “%(value)s” is not one.")
                % {"value": day[:20]}
            )
        days.append(f"{int(found[1])}{found[2]}" if found[1] else found[2])
    return tuple(sorted(set(days), key=lambda day: (WEEKDAYS.index(day[-2:]), day)))


def _read_week_start(value: str) -> str:
    if value not in WEEKDAYS:
        raise RuleRefused(_("WKST is a day like MO or SU; “%(value)s” is not.") % {"value": value[:20]})
    return value


def _read_until(value: str, *, start: datetime, zone: str) -> date:
    found = _UNTIL.fullmatch(value)
    try:
        day = datetime.strptime(found[1] if found else "", "%Y%m%d").date()  # noqa: DTZ007
        if found is None or not found[2]:
            return day
        last = datetime.combine(day, datetime.strptime(found[2], "%H%M%S").time())  # noqa: DTZ007
        last = to_wall(last.replace(tzinfo=UTC), zone) if found[3] else last
        # Every occurrence begins at the same wall time, so an instant says no more than a day.
        return last.date() if last.time() >= start.time() else last.date() - timedelta(days=1)
    except (ValueError, OverflowError):  # the first day of the year 1, an hour earlier
        raise RuleRefused(_("UNTIL is a date like 20270630; “%(value)s” is not.") % {"value": value[:20]}) from None


# What makes sense


def _check_shape(rule: Rule) -> None:
    numbered = [day for day in rule.by_day if len(day) > 2]
    problem = ""
    if rule.by_day and rule.by_month_day:
        problem = _("Use BYDAY or BYMONTHDAY, not both.")
    elif rule.freq in {"DAILY", "WEEKLY"} and (rule.by_month_day or numbered or rule.by_set_pos):
        problem = _("A daily or weekly rule knows weekdays only (BYDAY=MO,TU); for other days use FREQ=MONTHLY.")
    elif rule.freq == "YEARLY" and (rule.by_day or rule.by_month_day) and not rule.by_month:
        problem = _("A yearly rule with days needs BYMONTH too.")
    elif numbered and len(numbered) != len(rule.by_day):
        problem = _("Give each weekday a number or none: a rule can’t hold both TU and 2TU. Make two series.")
    elif rule.by_set_pos and (rule.freq != "MONTHLY" or not rule.by_day or numbered):
        problem = _("BYSETPOS needs FREQ=MONTHLY and weekdays without numbers.")
    elif rule.freq == "YEARLY" and rule.by_day and not numbered:
        problem = _("A yearly rule needs a numbered weekday, for example BYMONTH=3;BYDAY=2TU.")
    if problem:
        raise RuleRefused(problem)


def _check_possible(rule: Rule) -> None:
    """No February has a day 30: such a rule would be searched for until the year 9999."""
    months = rule.by_month or tuple(range(1, 13))
    longest = max(monthrange(2024, month)[1] for month in months)
    if rule.by_month_day and min(abs(day) for day in rule.by_month_day) > longest:
        raise RuleRefused(_("This rule never happens: no month it names has such a day."))
    most_days = 5 * len(rule.by_day)
    if rule.by_set_pos and min(abs(place) for place in rule.by_set_pos) > most_days:
        raise RuleRefused(_("This rule never happens: no month has that many of these weekdays."))


def _check_end(rule: Rule, start: datetime) -> None:
    if rule.count and rule.until:
        raise RuleRefused(_("Use COUNT or UNTIL, not both."))
    if not rule.count and not rule.until:
        raise RuleRefused(
            _("Say when the series ends: add COUNT (at most %(count)d) or UNTIL (within %(years)d years).")
            % {"count": MOST_TIMES, "years": MOST_YEARS}
        )
    if rule.until and rule.until < start.date():
        raise RuleRefused(_("The series ends before it begins: choose a later last day."))
    if rule.until and rule.until > start.date() + timedelta(days=MOST_YEARS * 366):
        raise RuleRefused(_("The series may run for %(years)d years at most.") % {"years": MOST_YEARS})


def matches(rule: Rule, day: date) -> bool:
    """Whether `day`, as the first of the series, is a date the rule makes. Takes no search."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.by_month_day:
        return day.day in rule.by_month_day or day.day - length - 1 in rule.by_month_day
    if not rule.by_day:
        return True
    if not any(_is_day(code, day, length) for code in rule.by_day):
        return False
    return not rule.by_set_pos or _is_in_place(rule, day, length)


def _is_day(code: str, day: date, length: int) -> bool:
    if WEEKDAYS[day.weekday()] != code[-2:]:
        return False
    place = int(code[:-2] or 0)
    return place in {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}


def _is_in_place(rule: Rule, day: date, length: int) -> bool:
    days = [d for d in range(1, length + 1) if WEEKDAYS[day.replace(day=d).weekday()] in rule.by_day]
    place = days.index(day.day)
    return place + 1 in rule.by_set_pos or place - len(days) in rule.by_set_pos


# Making dates


def expand(rule: Rule | None, *, start: datetime, until: datetime) -> list[datetime]:
    """The wall times a series makes from `start` up to `until`; without a rule only `start`."""
    if rule is None:
        return [start]
    last = min(until, datetime.combine(rule.until, time.max)) if rule.until else until
    found = rrule.rrule(
        _FREQUENCIES[rule.freq],
        dtstart=start,
        interval=rule.interval,
        wkst=WEEKDAYS.index(rule.week_start),
        until=last,
        bymonth=rule.by_month or None,
        bymonthday=rule.by_month_day or None,
        byweekday=[_weekday(day) for day in rule.by_day] or None,
        bysetpos=rule.by_set_pos or None,
    )
    return list(islice(found, rule.count or 10_000))


def _weekday(code: str) -> rrule.weekday:
    day: rrule.weekday = getattr(rrule, code[-2:])
    return day(int(code[:-2])) if len(code) > 2 else day
