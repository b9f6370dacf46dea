"""One occurrence's time in words: in its own zone, and in the viewer's where that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from community.people.zones import zone_in_words

from . import recurrence

if TYPE_CHECKING:
    from .models import Occurrence, Series


@dataclass(frozen=True)
class Times:
    """What a page says about when. `here` is empty when the viewer's clock reads the same."""

    there: str
    here: str
    is_other_day: bool

    @property
    def mine(self) -> str:
        """The time on the viewer's clock, whether it differs or not."""
        return self.here or self.there


def times_of(occurrence: Occurrence) -> Times:
    """The time in words, with the zone; and for the viewer, whose zone is the active one."""
    start, end = occurrence.local_start, occurrence.local_end
    viewers_zone = timezone.get_current_timezone_name()
    there = span_in_words(start, end, zone_in_words(occurrence.series.zone))
    my_start = recurrence.to_wall(occurrence.start_at, viewers_zone)
    my_end = recurrence.to_wall(occurrence.end_at, viewers_zone)
    if (my_start, my_end) == (start, end):
        return Times(there, "", is_other_day=False)
    here = span_in_words(my_start, my_end, zone_in_words(viewers_zone))
    return Times(there, here, is_other_day=my_start.date() != start.date() or my_end.date() != end.date())


def span_in_words(start: datetime, end: datetime, zone: str) -> str:
    """ "Tuesday, November 24, 2026, 10 a.m. to 11:30 a.m. Pacific Time"."""
    values = {
        "day": date_format(start, "l, F j, Y"),
        "start": time_format(start.time(), "P"),
        "end": time_format(end.time(), "P"),
        "end_day": date_format(end, "l, F j, Y"),
        "zone": zone,
    }
    if start.date() == end.date():
        return _("%(day)s, %(start)s to %(end)s %(zone)s") % values
    return _("%(day)s, %(start)s to %(end_day)s, %(end)s %(zone)s") % values


def held_in_words(series: Series) -> str:
    """ "Every Tuesday, 12 times: 10 a.m. to 11 a.m. Pacific Time", or the one date of a single event."""
    if not series.rule:
        return span_in_words(series.start, series.end, series.zone_in_words)
    values = {
        "rule": series.rule_in_words,
        "start": time_format(series.starts_at, "P"),
        "end": time_format(series.end.time(), "P"),
        "zone": series.zone_in_words,
    }
    return _("%(rule)s: %(start)s to %(end)s %(zone)s") % values
