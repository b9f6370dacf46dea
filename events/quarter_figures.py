"""What events count for the quarterly report of their work group: dates that were held, and who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Word
from community.workgroups.quarters.figures import Figure, Shape, Source
from community.workgroups.quarters.quarter import Quarter

from .models import Attendance, Occurrence


def _count(groups: Sequence[int], quarter: Quarter, at: datetime) -> dict[int, dict[str, int]]:
    """Two queries."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    ended = {"end_at__gte": quarter.begin, "end_at__lt": quarter.end}
    held = Occurrence.objects.past(at).filter(series__group__in=groups, series__live=True, **ended).order_by()
    for group, count in held.values_list("series__group").annotate(count=Count("pk")):
        found[group]["meetings"] = count
    people: dict[int, set[int]] = defaultdict(set)
    minutes: dict[int, int] = defaultdict(int)
    there = Attendance.objects.present().filter(occurrence__in=held.values("pk"))
    stays = ("occurrence__series__group", "member", "minutes", "occurrence__start_at", "occurrence__end_at")
    for group, member, written, begin, end in there.values_list(*stays):
        people[group].add(member)
        minutes[group] += written or round((end - begin).total_seconds() / 60)
    for group, members in people.items():
        found[group] |= {"attendees": len(members), "attended_minutes": minutes[group]}
    return found


HELD = Source(
    "events",
    (
        Figure(
            "meetings",
            Word(gettext_noop("Meetings and events held")),
            _("Dates of the group’s events that ended in the quarter and were not called off."),
            of="meetings",
        ),
        Figure(
            "attendees",
            Word(gettext_noop("People who were there")),
            _("How many different people were seen at one of these dates."),
            of="attendees",
            people="attendees",
        ),
        Figure(
            "attendance_hours",
            Word(gettext_noop("Hours of attendance")),
            _("Their minutes there, in hours. Where nobody wrote the minutes, the whole length of the date counts."),
            of="attended_minutes",
            shape=Shape.HOURS,
            people="attendees",
        ),
    ),
    ("meetings", "attendees", "attended_minutes"),
    _count,
)
