"""The sample events: twenty, once only, whatever the day; and what a migrated site has."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db.models import F
from django_q.models import Schedule

from community.notifications.models import Following, Mail, Notification
from community.people.sample_registry import sample_parts
from events.enums import Format, Kind, Status, Told, Visibility
from events.models import Occurrence, Registration, Series, SeriesCalendar
from events.recurrence import to_wall
from events.sample import load_events
from events.tasks import extend_calendar

pytestmark = pytest.mark.django_db
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
def test_sample_holds_twenty_events_around_today_and_a_second_run_changes_nothing(now):
    with time_machine.travel(now, tick=False):
        load(now)
        tables = (Series, Occurrence, Registration, SeriesCalendar, Notification, Following)
        before = [list(table.objects.order_by("pk").values()) for table in tables]
        assert load_events(now) == "0 events"
        assert before == [list(table.objects.order_by("pk").values()) for table in tables]
    assert not Mail.objects.exists()
    assert not Notification.objects.exclude(due_at=None).exists()
    assert {Told.REGISTRATION, Told.CHANGED, Told.SERIES_CHANGED} <= told(read=False)
    assert {Told.REGISTRATION, Told.CHANGED, Told.SERIES_CHANGED} <= told(read=True)
    assert Series.objects.filter(live=True).count() == 20
    assert Series.objects.filter(visibility=Visibility.GROUP).count() == 1
    assert Occurrence.objects.filter(status=Status.CANCELLED).count() == 2
    assert set(Series.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Series.objects.values_list("format", flat=True)) == set(Format.values)
    full = Occurrence.objects.filter(registered_count__gt=0, registered_count=F("series__capacity"))
    assert sorted(one.series.slug for one in full) == [
        "python-for-spreadsheet-people",
        "writing-a-data-dictionary-small-group",
    ]


@pytest.mark.parametrize("now", DAYS)
def test_sample_lies_before_and_after_today_and_past_events_had_guests(now):
    with time_machine.travel(now, tick=False):
        load(now)
    over = Series.objects.exclude(occurrences__end_at__gt=now)
    assert over.count() == 2
    for series in over:
        (rows,) = [list(one.registrations.all()) for one in series.occurrences.all()]
        assert rows
        assert all(row.registered_at < row.occurrence.start_at for row in rows)
    rules = Series.objects.exclude(rule="").values_list("rule", flat=True)
    rhythms = {tuple(re.findall(r"FREQ=(\w+)(?:;INTERVAL=(\d+))?", rule)[0]) for rule in rules}
    assert rhythms == {("WEEKLY", ""), ("WEEKLY", "2"), ("MONTHLY", ""), ("MONTHLY", "3")}


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
