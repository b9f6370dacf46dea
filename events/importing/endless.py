"""Series that an outside calendar never ends, or ends too far away: the part of them that the hub holds.

They begin with their next date and go on up to the horizon, which moves on with each refresh. Writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.people.errors import HubError
from events import recurrence
from events.recurrence import MOST_YEARS, Rule

HORIZON = timedelta(days=731)  # 24 months, as the calendar's own
MOST_YEARS_BACK = 20  # so that looking for the next date takes a moment
_END = re.compile(r";?UNTIL=(\d{8})[^;]*")


class TooOld(HubError):
    """Its first date lies too far back."""


@dataclass(frozen=True)
class Held:
    """What is held of such a series: None for `first` when it makes no date any more."""

    rule: Rule
    first: datetime | None
    until: date


def horizon(at: datetime, zone: str) -> date:
    """The last day up to which a series without an end is held."""
    return (recurrence.to_wall(at, zone) + HORIZON).date()


def longest_end(starts_on: date) -> date:
    """The last day that a series which starts then may have."""
    return starts_on + timedelta(days=MOST_YEARS * 366)


def held_of(text: str, *, start: datetime, zone: str, at: datetime) -> Held | None:
    """What is held of the rule `text`; None when it ends by itself, soon enough. Raises RuleRefused and TooOld."""
    text = text.upper()
    end = _END.search(text)
    if "COUNT=" in text or (end and end[1] <= f"{longest_end(start.date()):%Y%m%d}"):
        return None
    now = recurrence.to_wall(at, zone)
    if start < now - timedelta(days=MOST_YEARS_BACK * 365):
        raise TooOld(_("It began more than %(years)d years ago. Schedule it by hand.") % {"years": MOST_YEARS_BACK})
    near = start.date() + timedelta(days=366)
    rule = recurrence.parse(f"{_END.sub('', text)};UNTIL={near:%Y%m%d}", start=start, zone=zone)
    last = horizon(at, zone)
    if start.date() >= last:
        last = (start + HORIZON).date()
    if end and end[1] < f"{last:%Y%m%d}":
        last = date(int(end[1][:4]), int(end[1][4:6]), int(end[1][6:]))
    dates = recurrence.expand(replace(rule, until=last), start=start, until=datetime.combine(last, start.time()))
    first = next((wall for wall in dates if wall >= now), None)
    return Held(replace(rule, until=last), first, last)
