"""What is in the calendar for a filter and a viewer: the one list behind the pages and all formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from events.models import CourseEntry, Occurrence, Series, SeriesCalendar

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.filters.reading import Filters
    from events.querysets import OccurrenceQuerySet, SeriesCalendarQuerySet, SeriesQuerySet

    Viewer = Member | AnonymousUser


def open_dates(filters: Filters, viewer: Viewer) -> OccurrenceQuerySet:
    """The dates `viewer` may see that the filters choose."""
    return filters.narrow(Occurrence.objects.open_to(viewer), "series__")


def coming_dates(filters: Filters, viewer: Viewer, at: datetime) -> OccurrenceQuerySet:
    """Those that are not over, the next one first, with all that is said of them."""
    coming = open_dates(filters, viewer).upcoming(at)
    return coming.select_related("series__group", "series__department").defer("series__group__purpose")


def coming_series(filters: Filters, viewer: Viewer, at: datetime) -> SeriesQuerySet:
    """The series of these dates, the latest change first."""
    coming = Occurrence.objects.open_to(viewer).upcoming(at).order_by().filter(series=OuterRef("pk"))
    found = filters.narrow(Series.objects.open_to(viewer), "").filter(Exists(coming))
    return found.select_related("calendar", "group", "department").order_by("-calendar__stamped_at", "-pk")


def calendars(filters: Filters, viewer: Viewer, since: datetime) -> SeriesCalendarQuerySet:
    """The stored texts of these series and of those that ended after `since`, oldest series first."""
    seen = Series.objects.open_to(viewer).values("pk")
    found = SeriesCalendar.objects.filter(series__in=seen, last_end_at__gte=since).order_by("pk")
    return filters.narrow(found, "series__")


def topics_of(series: Collection[int]) -> dict[int, list[str]]:
    """The names of the topics of each series. One query."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = Series.topics.through.objects.filter(series__in=series).order_by("tag__name")
    for pk, name in rows.values_list("series", "tag__name"):
        names[pk].append(name)
    return names


def courses_of(series: Collection[int]) -> dict[int, list[str]]:
    """The names of the courses of each series. One query."""
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in CourseEntry.objects.by_series(series):
        names[pk].append(name)
    return names
