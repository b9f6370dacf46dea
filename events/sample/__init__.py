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
from events.changes.services.dates import add_date, move_date
from events.enums import OF_A_DATE
from events.meetings.services.actions import remind_owners
from events.models import Occurrence, Series
from events.querysets import ORGANIZERS
from forum.models import Tag

from .afterwards import hang_on
from .door import hold
from .meetings import hold_meetings
from .outside import bring_in_outside
from .places import ask_first, ask_for_places, wait_in_line
from .plans import CancelledDate, MovedDate, Plan, read_plans
from .proposals import propose_events, save_templates

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
    topics = {topic.name: topic for topic in Tag.objects.filter(is_kept=True)}
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
        series.topics.set(topics[name] for name in plan.topics if name in topics)
        series.uid = uuid5(NAMESPACE_URL, f"sample-event-uid:{plan.name}")
        services.schedule(series=series, by=members.get(plan.by, members["organizer"]), form_token=token)
        ask_first(plan, series)
        with without_mail():
            _fill(plan, series, members, now)
        made += 1
    with without_mail():
        bring_in_outside(members["organizer"], now)
    if made:
        _remind(members, now)
    made += propose_events(members, now)
    save_templates(members, now)
    services.extend_all(at=now)
    return f"{made} events"


def _fill(plan: Plan, series: Series, members: dict[str, Member], now: datetime) -> None:
    coming = list(series.occurrences.upcoming(now)[:4])
    if plan.cancelled is not None:
        _cancel(coming, plan.cancelled, series, members, now)
    if plan.moved is not None:
        _move(coming, plan.moved, series, now)
    dates = coming or list(series.occurrences.order_by("start_at"))
    people = list(members) if plan.is_for_all else plan.registered
    for occurrence in dates[:1]:
        at = min(now, occurrence.start_at - _AHEAD)
        if plan.approval:
            ask_for_places(plan, occurrence, members, at)
            continue
        for name in people:
            if name in members and occurrence.is_scheduled and occurrence.places_left != 0:
                services.register(occurrence=occurrence, member=members[name], at=at)
                occurrence.refresh_from_db(fields=["registered_count"])
        if plan.line:
            wait_in_line(plan, occurrence, members, now)
        hold(occurrence, series, now)
    hang_on(plan.name, series, members, now)
    hold_meetings(plan.name, series, members, now)


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


def _move(coming: list[Occurrence], moved: MovedDate, series: Series, now: datetime) -> None:
    """Hold a date on another day, and once more a week after that."""
    if len(coming) <= moved.place or series.scheduled_by is None:
        return
    row = Occurrence.objects.select_related("series").get(pk=coming[moved.place].pk)
    start = datetime.combine(row.local_start.date() + timedelta(days=moved.days), moved.at)
    by, minutes = series.scheduled_by, series.duration
    move_date(occurrence=row, start=start, minutes=minutes, place=None, by=by, seen=row.seen, at=now)
    add_date(series=series, start=start + timedelta(days=7), minutes=minutes, by=by, at=now)


def _remind(members: dict[str, Member], now: datetime) -> None:
    """Of what begins within a day; and half of the people have read what they were told."""
    with without_mail():
        services.remind(at=now)
        remind_owners(at=now)
    for member in list(members.values())[::2]:
        for occurrence in Occurrence.objects.attended_by(member):
            mark_subject_read(reader=member, kinds=OF_A_DATE, about=occurrence.pk)
        mark_places_read(reader=member, sort="series", rows=Series.objects.all(), up_to=now)
