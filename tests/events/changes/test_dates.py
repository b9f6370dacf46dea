"""One date taken out, moved, added, brought back: the same row, and who registered hears of it."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from community.notifications.models import Notification
from community.people.models import AuditEntry
from events import services
from events.changes.enums import Change
from events.changes.plan import Place
from events.changes.services.dates import ChangeRefused, add_date, move_date, put_back, take_out
from events.enums import Status, Told
from events.models import DateChange, Occurrence, Series, SeriesCalendar
from tests.events.test_occurrences import change, dates, weekly
from tests.events.test_telling import event_in, told, words
from tests.factories.events import SeriesFactory, day, wall
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def series():
    """Tuesdays, November 24 to December 15, at ten."""
    return weekly()


def nth(series, number):
    return series.occurrences.select_related("series").order_by("start_at")[number]


def move(row, to, *, minutes=60, place=None, seen=None):
    by = row.series.scheduled_by
    return move_date(
        occurrence=row, start=wall(to), minutes=minutes, place=place, by=by, seen=row.seen if seen is None else seen
    )


def others(series, row):
    return list(series.occurrences.exclude(pk=row.pk).order_by("pk").values())


def test_move_keeps_the_row_its_key_and_who_registered_and_leaves_the_others_alone(series, member):
    row = nth(series, 1)
    services.register(occurrence=row, member=member)
    before = others(series, row)

    moved = move(row, "2026-12-03T14:30", minutes=90)

    assert (moved.pk, moved.recurrence_id, moved.registered_count) == (row.pk, "20261201T100000", 1)
    assert moved.local_start == wall("2026-12-03T14:30")
    assert moved.end_at - moved.start_at == timedelta(minutes=90)
    assert others(series, row) == before
    (said,) = words(member, Told.CHANGED)
    event = event_in(said.calendar)
    assert said.sentence.startswith(f"Changed: “{series.title}”, now Thursday, December 3, 2026, 2:30 p.m. to 4 p.m.")
    assert (event["RECURRENCE-ID"].dt, event["DTSTART"].dt) == (row.start_at, moved.start_at)
    assert event["UID"] == str(series.uid)
    assert event["SEQUENCE"] == 1
    assert AuditEntry.objects.get(action="move").by == series.scheduled_by


def test_move_to_another_place_is_told_and_shown_and_the_others_meet_as_before(series, member, client):
    row = nth(series, 1)
    services.register(occurrence=row, member=member)

    move(row, "2026-12-01T10:00", place=Place("in-person", "915 Capitol Mall", ""))

    assert "Where: 915 Capitol Mall" in words(member, Told.CHANGED)[0].text
    assert "915 Capitol Mall" in client.get(row.get_absolute_url()).content.decode()
    assert "915 Capitol Mall" not in client.get(nth(series, 2).get_absolute_url()).content.decode()


def test_a_link_of_its_own_is_told_to_who_registered_and_is_in_no_public_text(series, member, client):
    row = nth(series, 1)
    services.register(occurrence=row, member=member)

    for number in (1, 2):
        row = move(row, "2026-12-01T10:00", place=Place("online", "", f"https://meet.example/{number}"))

    assert len(told(member, Told.CHANGED)) == 2
    assert "https://meet.example/2" in event_in(words(member, Told.CHANGED)[-1].calendar)["DESCRIPTION"]
    assert "meet.example" not in client.get("/events/calendar.ics").content.decode()
    assert "meet.example" not in client.get(row.get_absolute_url()).content.decode()


def test_move_back_takes_the_change_away(series):
    moved = move(nth(series, 1), "2026-12-03T10:00")
    assert DateChange.objects.get().change == Change.MOVED
    move(moved, "2026-12-01T10:00")
    assert not DateChange.objects.exists()


def test_two_who_move_the_same_date_are_told(series):
    row = nth(series, 1)
    move(row, "2026-12-03T10:00")
    with pytest.raises(services.EditedMeanwhile):
        move(row, "2026-12-04T10:00", seen=row.seen)
    assert nth(series, 1).local_start == wall("2026-12-03T10:00")


REFUSED = {
    "2026-11-20T10:00": "is over",
    "2026-11-24T10:00": "Another date of this series",
    "2027-03-14T02:30": "does not exist",
}


@pytest.mark.parametrize("to", REFUSED)
def test_move_to_a_time_that_cannot_be_is_refused_with_a_sentence(to, series):
    with pytest.raises(ChangeRefused, match=REFUSED[to]):
        move(nth(series, 1), to)
    assert not DateChange.objects.exists()


def test_what_is_over_cancelled_or_alone_is_not_moved(series):
    services.cancel_occurrence(occurrence=nth(series, 1), by=series.scheduled_by, reason="Storm.")
    for row in (nth(series, 1), SeriesFactory().occurrences.get(), nth(weekly(starts_on=day("2026-11-10")), 0)):
        with pytest.raises(ChangeRefused):
            move(row, "2026-12-03T10:00")


def test_take_out_deletes_a_free_date_and_marks_one_somebody_registered_for(series, member):
    services.register(occurrence=nth(series, 2), member=member)
    for row in (nth(series, 1), nth(series, 2)):
        take_out(occurrence=row, by=series.scheduled_by)
    assert dates(series) == [
        ("20261124T100000", "scheduled"),
        ("20261208T100000", "dropped"),
        ("20261215T100000", "scheduled"),
    ]
    assert words(member, Told.CHANGED)[0].calendar.method == "CANCEL"
    put_back(series=series, recurrence_id="20261208T100000", by=series.scheduled_by)
    assert dates(series)[1] == ("20261208T100000", "scheduled")
    assert words(member, Told.CHANGED)[-1].calendar.method == "REQUEST"


def test_taken_out_and_moved_dates_follow_the_series_to_another_time(series):
    take_out(occurrence=nth(series, 1), by=series.scheduled_by)
    moved = move(nth(series, 1), "2026-12-09T16:00")
    change(series, starts_at=time(13, 0))
    assert dates(series) == [
        ("20261124T130000", "scheduled"),
        ("20261208T130000", "scheduled"),
        ("20261215T130000", "scheduled"),
    ]
    moved = Occurrence.objects.select_related("series").get(pk=moved.pk)
    assert moved.local_start == wall("2026-12-09T16:00")


def test_changes_survive_an_older_revision_that_is_published_again(series):
    older = series.latest_revision
    take_out(occurrence=nth(series, 1), by=series.scheduled_by)
    added = add_date(series=series, start=wall("2026-12-03T09:00"), minutes=30, by=series.scheduled_by)
    change(series, title="Renamed")
    older.publish()
    assert [key for key, _status in dates(series)] == [
        added.recurrence_id,
        "20261124T100000",
        "20261208T100000",
        "20261215T100000",
    ]


def test_an_extra_date_is_one_row_even_when_sent_twice_and_can_be_moved_and_taken_out(series, member):
    by, start = series.scheduled_by, wall("2026-12-03T09:00")
    for _ in range(2):
        made = add_date(series=series, start=start, minutes=30, by=by)
    row = series.occurrences.select_related("series").get(recurrence_id=made.recurrence_id)
    services.register(occurrence=row, member=member)
    assert "RECURRENCE-ID" not in words(member, Told.REGISTRATION)[0].calendar.text
    uid = event_in(words(member, Told.REGISTRATION)[0].calendar)["UID"]
    assert f"UID:{uid}" in SeriesCalendar.objects.get().block
    moved = move(row, "2026-12-04T09:00")
    assert (moved.pk, moved.recurrence_id) == (row.pk, row.recurrence_id)
    assert event_in(words(member, Told.CHANGED)[0].calendar)["UID"] == uid
    again = add_date(series=series, start=start, minutes=30, by=by)
    assert again.recurrence_id != made.recurrence_id
    take_out(occurrence=moved, by=by)
    row.refresh_from_db()
    assert row.status == Status.DROPPED


def test_an_extra_date_of_an_event_that_does_not_repeat_is_refused():
    series = SeriesFactory()
    with pytest.raises(ChangeRefused, match="let it repeat first"):
        add_date(series=series, start=wall("2026-12-03T09:00"), minutes=30, by=series.scheduled_by)


def test_bring_back_a_cancelled_date(series, member):
    row = nth(series, 1)
    services.register(occurrence=row, member=member)
    services.cancel_occurrence(occurrence=row, by=series.scheduled_by, reason="Storm.")
    for _ in range(2):
        back = services.bring_back(occurrence=row, by=series.scheduled_by)
    assert (back.status, back.reason, back.registered_count) == (Status.SCHEDULED, "", 1)
    said = words(member, Told.CHANGED)
    assert len(said) == 2
    event = event_in(said[-1].calendar)
    assert (said[-1].calendar.method, event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 2)
    assert AuditEntry.objects.filter(action="bring back").count() == 1


def test_bring_back_when_over_is_refused(series):
    row = nth(series, 0)
    services.cancel_occurrence(occurrence=row, by=series.scheduled_by, reason="Storm.")
    with pytest.raises(services.CancelRefused):
        services.bring_back(occurrence=row, by=series.scheduled_by, at=NOW + timedelta(days=9))


def test_a_title_typo_changes_stamp_and_version_and_not_the_sequence(series, client):
    first = SeriesCalendar.objects.get()
    address = f"{series.get_absolute_url()}calendar.ics"
    tag = client.get(address)["ETag"]
    change(series, title="Open data clinic, mended", summary="Another line.")
    second = SeriesCalendar.objects.get()
    assert (first.sequence, second.sequence, second.version) == (0, 0, 1)
    assert client.get(address)["ETag"] != tag


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": time(11, 0)},
        {"duration": 90},
        {"venue": "Room 4", "format": "in-person"},
        {"rule": "FREQ=WEEKLY;COUNT=3;BYDAY=TU"},
        {"skip_holidays": True, "starts_on": day("2026-11-26"), "rule": "FREQ=WEEKLY;COUNT=3;BYDAY=TH"},
    ],
)
def test_time_place_and_rule_raise_the_sequence(values, series):
    change(series, **values)
    assert SeriesCalendar.objects.get().sequence == 1


def test_take_out_costs_no_more_when_many_registered_elsewhere(series, django_assert_max_num_queries):
    for member in MemberFactory.create_batch(5):
        services.register(occurrence=nth(series, 0), member=member)
    with django_assert_max_num_queries(52):
        take_out(occurrence=nth(series, 1), by=series.scheduled_by)
    assert not Notification.objects.filter(kind=Told.CHANGED).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"change": Change.OUT, "starts_on": day("2026-12-01"), "starts_at": time(10), "duration": 60},
        {"change": Change.MOVED},
        {"change": Change.MOVED, "starts_on": day("2026-12-01"), "starts_at": time(10), "duration": 0},
        {"change": "other"},
    ],
)
def test_the_database_refuses_changes_that_say_nothing(values, series):
    with pytest.raises(IntegrityError), transaction.atomic():
        DateChange.objects.create(series=series, recurrence_id="20261201T100000", **values)


def test_drafts_take_changes_too_and_show_them_when_published():
    series = weekly(publish=False)
    add_date(series=series, start=wall("2026-12-03T09:00"), minutes=30, by=series.scheduled_by)
    assert not series.occurrences.exists()
    Series.objects.get(pk=series.pk).latest_revision.publish()
    assert series.occurrences.count() == 5
