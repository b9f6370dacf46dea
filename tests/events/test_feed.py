"""The public feed: the same bytes twice, 304, a date that never goes back, nothing private."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events import services
from events.models import FeedVersion, Series
from tests.factories.events import SeriesFactory, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
FEED = "/events/calendar.ics"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_feed_is_byte_equal_on_two_gets_hours_apart_and_304_on_the_second(client, clock, django_assert_max_num_queries):
    series = SeriesFactory(rule="FREQ=WEEKLY;COUNT=30")
    first = client.get(FEED)
    clock.shift(timedelta(hours=30))
    services.extend_all()
    second = client.get(FEED)
    assert first.content == second.content
    assert str(series.uid) in first.content.decode()
    assert first["ETag"] == second["ETag"]
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    with django_assert_max_num_queries(2):
        by_tag = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(FEED, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_tag.status_code, by_tag.content, by_date.status_code) == (304, b"", 304)
    assert by_tag["ETag"] == first["ETag"]


def test_feed_before_the_first_event_is_a_valid_empty_calendar(client):
    answer = client.get(FEED)
    assert answer.content.decode().splitlines()[0] == "BEGIN:VCALENDAR"
    assert answer["ETag"]


def change(series, **values):
    edited = Series.objects.get(pk=series.pk)
    for name, value in values.items():
        setattr(edited, name, value)
    services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)


def steps(series):
    return {
        "new": SeriesFactory,
        "renamed": lambda: change(series, title="Renamed"),
        "cancelled": lambda: services.cancel_occurrence(
            occurrence=series.occurrences.first(), by=series.scheduled_by, reason="Storm."
        ),
        "made private": lambda: change(series, visibility="group", group=WorkGroupFactory()),
        "unpublished": lambda: Series.objects.get(pk=series.pk).unpublish(),
    }


@pytest.mark.parametrize("step", ["new", "renamed", "cancelled", "made private", "unpublished"])
def test_each_public_change_raises_the_version_and_the_date_never_goes_back(step, client, clock):
    series = SeriesFactory(rule="FREQ=DAILY;COUNT=3")
    before = client.get(FEED)
    clock.shift(timedelta(minutes=5))
    steps(series)[step]()
    after = client.get(FEED)
    assert after["ETag"] != before["ETag"]
    assert after.content != before.content
    assert after["Last-Modified"] > before["Last-Modified"]
    clock.shift(timedelta(days=-1))
    SeriesFactory()
    assert FeedVersion.objects.get().changed_at >= NOW + timedelta(minutes=5)


def test_private_changes_and_registrations_leave_the_feed_alone(client):
    private = SeriesFactory(group=WorkGroupFactory(), visibility="group")
    public = SeriesFactory()
    before = client.get(FEED)
    change(private, title="Renamed")
    services.register(occurrence=public.occurrences.get(), member=MemberFactory())
    after = client.get(FEED)
    assert (after["ETag"], after.content) == (before["ETag"], before.content)


def test_what_ended_three_months_ago_drops_out_with_a_new_version(client, clock):
    SeriesFactory(title="Old clinic", starts_on=day("2026-09-01"))
    before = client.get(FEED)
    assert "Old clinic" in before.content.decode()
    clock.shift(timedelta(days=10))
    assert client.get(FEED).content == before.content
    services.extend_all()
    after = client.get(FEED)
    assert "Old clinic" not in after.content.decode()
    assert after["ETag"] != before["ETag"]


def test_window_that_moves_past_nothing_keeps_the_version(client, clock):
    SeriesFactory()
    before = client.get(FEED)["ETag"]
    clock.shift(timedelta(days=2))
    services.extend_all()
    assert client.get(FEED)["ETag"] == before


def test_number_of_queries_is_the_same_with_1_and_30_series(client, django_assert_num_queries):
    SeriesFactory()
    with django_assert_num_queries(2):
        client.get(FEED)
    for _n in range(29):
        SeriesFactory()
    with django_assert_num_queries(2):
        client.get(FEED)


def test_one_series_has_its_own_file_with_etag_and_304(client):
    series = SeriesFactory(rule="FREQ=WEEKLY;COUNT=3")
    address = f"{series.get_absolute_url()}calendar.ics"
    first = client.get(address)
    assert first["Content-Disposition"] == f'attachment; filename="{series.slug}.ics"'
    assert first.content == client.get(address).content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    change(series, title="Renamed")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feed_names_each_zone_it_uses_once(client):
    for zone in ("America/New_York", "America/New_York", "UTC"):
        SeriesFactory(zone=zone)
    text = client.get(FEED).content.decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:America/New_York" in text
