"""The sample hub's events: one-off and repeating, around today, with registrations, made through the services."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from community.notifications.services.following import follow
from community.notifications.services.reading import mark_places_read, mark_subject_read
from community.notifications.services.telling import without_mail
from community.people.models import Department, Member
from community.workgroups.models import WorkGroup
from events import services
from events.enums import OF_A_DATE
from events.models import Occurrence, Series
from events.querysets import ORGANIZERS

from .plans import CancelledDate, Plan, read_plans

_AHEAD = timedelta(days=2)  # people register so long before a date that is over now


def load_events(now: datetime) -> str:
    """Make the sample events; a second run makes nothing. What is missing (people, groups) is left out."""
    members = {
        member.email.partition("@")[0]: member for member in Member.objects.filter(email__endswith="@hub.example")
    }
    if "organizer" not in members:
        return "no events: the sample people are missing"
    members["organizer"].groups.add(Group.objects.get_or_create(name=ORGANIZERS)[0])
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    departments = {department.acronym: department for department in Department.objects.all()}
    made = 0
    for plan in read_plans():
        if plan.group and plan.group not in groups:
            continue
        token = uuid5(NAMESPACE_URL, f"sample-event:{plan.name}")
        if Series.objects.filter(form_token=token).exists():
            continue
        series = plan.series(now.astimezone(ZoneInfo(plan.zone)))
        series.group = groups.get(plan.group)
        series.department = departments.get(plan.department)
        series.uid = uuid5(NAMESPACE_URL, f"sample-event-uid:{plan.name}")
        services.schedule(series=series, by=members.get(plan.by, members["organizer"]), form_token=token)
        with without_mail():
            _fill(plan, series, members, now)
        made += 1
    if made:
        _remind(members, now)
    services.extend_all(at=now)
    return f"{made} events"


def _fill(plan: Plan, series: Series, members: dict[str, Member], now: datetime) -> None:
    coming = list(series.occurrences.upcoming(now)[:4])
    if plan.cancelled is not None:
        _cancel(coming, plan.cancelled, series, members, now)
    dates = coming or list(series.occurrences.order_by("start_at"))
    people = list(members) if plan.is_for_all else plan.registered
    for occurrence in dates[:1]:
        at = min(now, occurrence.start_at - _AHEAD)
        for name in people:
            if name in members and occurrence.is_scheduled and occurrence.places_left != 0:
                services.register(occurrence=occurrence, member=members[name], at=at)
                occurrence.refresh_from_db(fields=["registered_count"])


def _cancel(
    coming: list[Occurrence], cancelled: CancelledDate, series: Series, members: dict[str, Member], now: datetime
) -> None:
    """Call off a date for which two had registered and which one follows, so that they are told."""
    if len(coming) <= cancelled.place or series.scheduled_by is None:
        return
    occurrence = coming[cancelled.place]
    viewers = [members[name] for name in ("member", "learner", "coordinator") if name in members]
    seeing = [member for member in viewers if Occurrence.objects.open_to(member).contains(occurrence)]
    for member in seeing[:2]:
        services.register(occurrence=occurrence, member=member, at=min(now, occurrence.start_at - _AHEAD))
    for member in seeing[2:]:
        follow(member=member, place=series.place)
    services.cancel_occurrence(occurrence=occurrence, by=series.scheduled_by, reason=cancelled.reason, at=now)


def _remind(members: dict[str, Member], now: datetime) -> None:
    """Of what begins within a day; and half of the people have read what they were told."""
    with without_mail():
        services.remind(at=now)
    for member in list(members.values())[::2]:
        for occurrence in Occurrence.objects.attended_by(member):
            mark_subject_read(reader=member, kinds=OF_A_DATE, about=occurrence.pk)
        mark_places_read(reader=member, sort="series", rows=Series.objects.all(), up_to=now)
