"""When a certificate ends, and from when on it can be renewed. Dates are days of the hub's own time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

RENEWABLE_DAYS = 90
REMIND_BEFORE = (90, 60, 30)  # days before the last one


def day_of(at: datetime) -> date:
    """The day on which `at` falls for the hub."""
    return timezone.localdate(at, timezone.get_default_timezone())


def last_day(at: datetime, months: int) -> date | None:
    """The last day of a certificate issued `at`; None when it holds for ever."""
    return day_of(at) + relativedelta(months=months) if months else None


def end_of(day: date) -> datetime:
    """The first moment after `day`."""
    return _midnight(day + timedelta(days=1))


def renewable_from(last: date) -> datetime:
    """The first moment at which a lesson done again counts for the renewal."""
    return _midnight(last - timedelta(days=RENEWABLE_DAYS))


def reminder_due(today: date, last: date | None) -> int | None:
    """Which reminder stands on `today`: the smallest number of days that was reached; None before and afterwards."""
    if last is None:
        return None
    left = (last - today).days
    return min((days for days in REMIND_BEFORE if 0 <= left <= days), default=None)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
