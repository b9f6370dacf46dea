"""What a series would collide with: dates of its group, dates of its organizers, state holidays. Warnings, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.people.workdays import state_holidays

from . import recurrence
from .changes.plan import Plan, plan_of
from .models import DateChange, Occurrence, Series
from .times import times_of

if TYPE_CHECKING:
    from community.people.models import Member

AHEAD = timedelta(days=731)
MOST_READ = 2_000
MOST_SHOWN = 8


@dataclass(frozen=True)
class Collision:
    """One thing to know before saving, with the page of what is in the way."""

    words: str
    name: str = ""
    url: str = ""


def collisions_of(
    series: Series, *, by: Member, besides: Series | None = None, at: datetime | None = None
) -> list[Collision]:
    """What the coming dates of a saved or unsaved `series` collide with, as far as `by` may see it; the first few.

    `besides` is another series that is no collision: the one that this continues. One query, and two more for a saved
    one. Raises RuleRefused for a series that was never validated.
    """
    at = at or timezone.now()
    plan = plan_of(series, DateChange.objects.filter(series=series) if series.pk else ())
    spans = sorted(_spans(series, plan, at))
    if not spans:
        return []
    return [*_holidays(series, spans), *_overlaps(series, spans, _nearby(series, spans, by, besides or series))][
        :MOST_SHOWN
    ]


def _spans(series: Series, plan: Plan, at: datetime) -> Iterable[tuple[datetime, datetime]]:
    for date in plan.until(recurrence.to_wall(at + AHEAD, series.zone)).values():
        begin, end = recurrence.to_utc(date.start, series.zone), series.end_of(date.start, date.minutes)
        if end > at:
            yield begin, end


def _holidays(series: Series, spans: list[tuple[datetime, datetime]]) -> Iterable[Collision]:
    for begin, _end in spans:
        day = recurrence.to_wall(begin, series.zone).date()
        if day in state_holidays(day.year):
            yield Collision(_("%(day)s is a state holiday.") % {"day": date_format(day, "l, F j, Y")})


def _nearby(series: Series, spans: list[tuple[datetime, datetime]], by: Member, besides: Series) -> list[Occurrence]:
    """Dates of the group and of the organizers between the first and the last date, in order."""
    organizers = list(series.organizers.values_list("pk", flat=True)) if series.pk else [by.pk]
    theirs = Q(series__in=Series.objects.filter(organizers__in=organizers).values("pk"))
    ours = Q(series__group=series.group_id) if series.group_id else Q(pk__in=[])
    found = Occurrence.objects.open_to(by).scheduled().filter(theirs | ours).between(spans[0][0], spans[-1][1])
    others = found.exclude(series=besides.pk) if besides.pk else found
    return list(others.for_list()[:MOST_READ])


def _overlaps(series: Series, spans: list[tuple[datetime, datetime]], others: list[Occurrence]) -> Iterable[Collision]:
    for other in others:
        if any(begin < other.end_at and other.start_at < end for begin, end in spans):
            same_group = bool(series.group_id) and other.series.group_id == series.group_id
            words = _("The same work group, %(when)s:") if same_group else _("The same organizer, %(when)s:")
            yield Collision(words % {"when": times_of(other).there}, other.series.title, other.get_absolute_url())
