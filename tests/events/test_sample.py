"""The sample events: a full year, once only, whatever the day; and what a migrated site has."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db.models import F
from django_q.models import Schedule

from community.notifications.models import Following, Mail, Notification
from community.people.sample_registry import sample_parts
from events.after.models import Material, Minutes, MinutesVersion, OutcomeNote, Recording, SurveyAnswer
from events.enums import Format, Kind, Status, Told, Visibility
from events.meetings.models import ActionItem, AgendaItem, Decision, MovedDeliverable
from events.models import (
    Attendance,
    CalendarImport,
    CheckInCode,
    EventTemplate,
    ImportedEvent,
    Occurrence,
    Proposal,
    Registration,
    Series,
    SeriesCalendar,
)
from events.recurrence import to_wall
from events.sample import load_events
from events.tasks import extend_calendar

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAYS = [
    datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
    datetime(2027, 3, 8, 6, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
    datetime(2027, 8, 1, 0, 0, tzinfo=UTC),
]


def load(now):
    for part in sample_parts:
        if part.__module__.startswith(("community.people", "community.workgroups", "events")):
            part(now)


def told(*, read):
    return set(Notification.objects.filter(read_at__isnull=not read).values_list("kind", flat=True))


@pytest.mark.parametrize("now", DAYS)
def test_sample_holds_events_around_today_and_a_second_run_changes_nothing(now):
    with time_machine.travel(now, tick=False):
        load(now)
        hung = (CalendarImport, Material, Recording, Minutes, MinutesVersion, OutcomeNote, SurveyAnswer, Attendance)
        tables = (Series, Occurrence, Registration, CheckInCode, SeriesCalendar, Notification, Following, *hung)
        hung += (AgendaItem, Decision, ActionItem, MovedDeliverable)
        tables += (Proposal, EventTemplate, *hung[-4:])
        before = [list(table.objects.order_by("pk").values()) for table in tables]
        assert load_events(now) == "0 events"
        assert before == [list(table.objects.order_by("pk").values()) for table in tables]
    assert not Mail.objects.exists()
    assert not Notification.objects.exclude(due_at=None).exists()
    assert {Told.REGISTRATION, Told.CHANGED, Told.SERIES_CHANGED} <= told(read=False)
    assert {Told.REGISTRATION, Told.CHANGED, Told.SERIES_CHANGED} <= told(read=True)
    assert Series.objects.filter(live=True).count() == 29
    assert [row.is_waiting for row in Proposal.objects.all()] == [True]
    assert set(EventTemplate.objects.values_list("name", "group__slug")) == {
        ("Publishing clinic", None),
        ("Monthly work-group meeting", "open-data-portal"),
    }
    assert Series.objects.filter(visibility=Visibility.GROUP).count() == 1
    assert Occurrence.objects.filter(status=Status.CANCELLED).count() == 2
    assert set(Series.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Series.objects.values_list("format", flat=True)) == set(Format.values)
    full = Occurrence.objects.filter(registered_count__gt=0, registered_count=F("series__capacity"))
    assert [one.series.slug for one in full] == ["python-for-spreadsheet-people"]
    awaited = Occurrence.objects.get(waiting_count__gt=0)
    assert (awaited.registered_count, awaited.offered_count, awaited.waiting_count) == (5, 1, 4)
    asked = Occurrence.objects.get(series__registration_rules__is_by_approval=True)
    assert asked.registered_count == 2
    assert [row.answers.count() for row in asked.registrations.in_line()] == [2, 3]
    assert all(table.objects.exists() for table in hung)
    assert {Told.AFTER, Told.SURVEY} <= told(read=False)
    assert MinutesVersion.objects.filter(number=2).count() == 1
    assert Minutes.objects.filter(number=0).count() == 1
    assert SurveyAnswer.objects.given().count() == 6


@pytest.mark.parametrize("now", DAYS)
def test_sample_lies_before_and_after_today_and_past_events_had_guests(now):
    with time_machine.travel(now, tick=False):
        load(now)
    over = Series.objects.filter(live=True).exclude(occurrences__end_at__gt=now)
    assert over.count() == 6
    for series in over:
        (rows,) = [list(one.registrations.all()) for one in series.occurrences.all()]
        assert rows
        assert all(row.registered_at < row.occurrence.start_at for row in rows)
        (there,) = [one.attendances.present().count() for one in series.occurrences.all()]
        assert there == len(rows) - 1 > 0
    rules = Series.objects.exclude(rule="").values_list("rule", flat=True)
    rhythms = {tuple(re.findall(r"FREQ=(\w+)(?:;INTERVAL=(\d+))?", rule)[0]) for rule in rules}
    assert rhythms == {("WEEKLY", ""), ("WEEKLY", "2"), ("MONTHLY", ""), ("MONTHLY", "3")}


@pytest.mark.parametrize("now", DAYS)
def test_sample_calendar_is_of_a_full_year(now):
    """Something happens in each month of the year before and after, and each kind is both over and to come."""
    with time_machine.travel(now, tick=False):
        load(now)
    dates = Occurrence.objects.exclude(status=Status.CANCELLED)
    for month in range(-12, 12):
        begin, end = (now + timedelta(days=30.4 * number) for number in (month, month + 1))
        assert dates.filter(start_at__gte=begin, start_at__lt=end).count() >= 2, month
    for found in (dates.filter(end_at__lt=now), dates.filter(start_at__gt=now)):
        assert set(found.values_list("series__kind", flat=True)) == set(Kind.values)
        assert {bool(rule) for rule in found.values_list("series__rule", flat=True)} == {True, False}


def test_sample_organizer_brought_in_a_calendar():
    load(DAYS[0])
    (row,) = CalendarImport.objects.all()
    assert (row.state, row.made, row.left_out, len(row.remarks)) == ("done", 3, 1, 1)
    assert {event.series.live for event in ImportedEvent.objects.all()} == {False}
    assert ImportedEvent.objects.count() == 3


@pytest.mark.parametrize("now", DAYS)
def test_weekly_clinic_crosses_changes_of_clocks_at_ten_in_the_morning(now):
    with time_machine.travel(now, tick=False):
        load(now)
    clinic = Series.objects.get(title="Open data publishing clinic")
    starts = list(clinic.occurrences.values_list("start_at", flat=True))
    assert {start.hour for start in starts} == {17, 18}
    assert {to_wall(start, clinic.zone).time().hour for start in starts} == {10}


def test_sample_people_register_for_private_meetings_of_their_own_group_only():
    load(DAYS[0])
    for row in Registration.objects.filter(occurrence__series__visibility=Visibility.GROUP):
        assert row.occurrence.series in Series.objects.open_to(row.member)


def test_sample_without_people_makes_nothing():
    assert load_events(DAYS[0]).startswith("no events")
    assert not Series.objects.exists()


def test_migrated_site_has_the_daily_schedule_once_and_the_organizers():
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    (schedule,) = Schedule.objects.filter(func="events.tasks.extend_calendar")
    assert schedule.schedule_type == Schedule.DAILY
    organizers = Group.objects.get(name="Organizers")
    assert [p.codename for p in organizers.permissions.all()] == ["access_admin"]


def test_task_extends_the_calendar():
    assert extend_calendar() == "0 series reach 24 months ahead"
