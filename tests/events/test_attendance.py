"""Who was there: append-only rows, the signal, the list that organizers save."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from community.people.models import AuditEntry
from events import services
from events.models import Attendance, Occurrence
from events.registries import Whole, wholes
from events.signals import attended
from tests.factories.events import SeriesFactory, an_occurrence
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(member):
    """A date that began ten minutes ago, organized by `member`."""
    made = an_occurrence(by=member)
    now = timezone.now()
    Occurrence.objects.filter(pk=made.pk).update(
        start_at=now - timedelta(minutes=10), end_at=now + timedelta(minutes=50)
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def heard():
    """What the signal told."""
    facts = []

    def hear(sender, **fact):
        facts.append((fact["occurrence"].pk, fact["member"].pk, fact["is_present"], fact["by"].pk))

    attended.connect(hear)
    yield facts
    attended.disconnect(hear)


def address(date):
    return reverse("events:attendance", args=[date.series.slug, date.pk])


def there(date):
    return set(date.attendances.present().values_list("member", flat=True))


def test_a_mark_is_written_told_and_taken_back_by_another_row(date, member, heard):
    guest = MemberFactory()
    for is_present in (True, True, False, False, True):
        services.mark_attendance(occurrence=date, marks={guest: is_present}, by=member)
    rows = list(date.attendances.order_by("pk").values_list("is_present", flat=True))
    assert rows == [True, False, True]
    assert heard == [(date.pk, guest.pk, is_present, member.pk) for is_present in rows]
    entry = AuditEntry.objects.get(action="take back attendance")
    assert (entry.by, entry.key, entry.before["member"]) == (member, str(date.pk), guest.pk)
    assert there(date) == {guest.pk}


def test_who_never_was_there_needs_no_row(date, member, heard):
    assert services.mark_attendance(occurrence=date, marks={MemberFactory(): False}, by=member) == []
    assert heard == []


def test_a_row_never_changes(date, member):
    services.mark_attendance(occurrence=date, marks={member: True}, by=member)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Attendance.objects.update(is_present=False)


@pytest.mark.parametrize(("status", "minutes"), [("cancelled", 0), ("scheduled", 61)])
def test_a_date_that_is_cancelled_or_more_than_an_hour_away_has_no_attendance(date, member, status, minutes):
    Occurrence.objects.filter(pk=date.pk).update(status=status)
    with pytest.raises(services.AttendanceRefused):
        services.mark_attendance(
            occurrence=date, marks={member: True}, by=member, at=date.start_at - timedelta(minutes=minutes)
        )


def test_a_date_somebody_was_seen_at_is_not_deleted_with_its_rule(member):
    series = SeriesFactory(by=member, rule="FREQ=DAILY;COUNT=3", starts_on=timezone.localdate() - timedelta(days=1))
    first = series.occurrences.order_by("start_at").first()
    services.mark_attendance(occurrence=first, marks={member: True}, by=member)
    series.starts_on += timedelta(days=10)
    services.revise(series=series, by=member, version=series.latest_revision_id)
    assert first.attendances.count() == 1


def test_organizers_save_the_list(client_for, date, member):
    came, stayed_away = MemberFactory(), MemberFactory()
    for guest in (came, stayed_away):
        services.register(occurrence=date, member=guest)
    answer = client_for(member).post(address(date), {"present": [came.pk]})
    assert (answer.status_code, there(date)) == (303, {came.pk})
    page = client_for(member).get(address(date)).content.decode()
    assert f'name="was" value="{came.pk}"' in page
    assert page.count("checked") == 1
    client_for(member).post(address(date), {"was": [came.pk], "present": [stayed_away.pk]})
    assert there(date) == {stayed_away.pk}


def test_a_list_left_open_takes_nothing_back_that_somebody_else_marked(client_for, date, member):
    first, second = MemberFactory(), MemberFactory()
    for guest in (first, second):
        services.register(occurrence=date, member=guest)
    services.mark_attendance(occurrence=date, marks={first: True}, by=member)
    client_for(member).post(address(date), {"present": [second.pk]})
    assert there(date) == {first.pk, second.pk}


def test_somebody_who_is_not_on_the_list_is_refused(client_for, date, member):
    services.register(occurrence=date, member=MemberFactory())
    answer = client_for(member).post(address(date), {"present": [MemberFactory().pk, "x"]})
    assert (answer.status_code, there(date)) == (422, set())
    assert "The list changed while you had it open" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_30_people_as_for_one(client_for, count_queries, date, member):
    services.register(occurrence=date, member=MemberFactory())
    client = client_for(member)
    few = count_queries(client, address(date))
    for _number in range(29):
        services.register(occurrence=date, member=MemberFactory())
    assert count_queries(client, address(date)) == few


def test_a_date_that_is_part_of_something_sends_people_there(client_for, date, monkeypatch):
    door = Whole("Spring run", "/training/runs/1/", is_door=True)
    monkeypatch.setattr(wholes, "_finders", [lambda occurrence, viewer: [door]])
    client = client_for(MemberFactory())
    page = client.get(date.get_absolute_url()).content.decode()
    assert "See how to take part" in page
    assert page.count('href="/training/runs/1/"') == 2
    assert "/register/" not in page
    address = reverse("events:event_register", args=[date.series.slug, date.pk])
    answer = client.post(address, {"form_token": "8f9c9e3c-3f5b-4b1e-9a7a-000000000001"})
    assert (answer.status_code, date.registrations.count()) == (409, 0)
