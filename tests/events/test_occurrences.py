"""Settling a series: rows follow the rule, registrations are never lost."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db.models import ProtectedError
from django.utils import timezone

from community.search.models import SearchEntry
from events import services
from events.enums import RegistrationState, Status
from events.models import FeedVersion, Occurrence, Registration, Series, SeriesCalendar
from events.services.occurrences import HORIZON
from tests.factories.events import SeriesFactory, day
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def weekly(**kwargs):
    values = {"starts_on": day("2026-11-24"), "rule": "FREQ=WEEKLY;COUNT=4;BYDAY=TU"}
    return SeriesFactory(**{**values, **kwargs})


def change(series, **values):
    """Save new values as an organizer does."""
    edited = Series.objects.get(pk=series.pk)
    for name, value in values.items():
        setattr(edited, name, value)
    services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)


def dates(series):
    return list(series.occurrences.order_by("recurrence_id").values_list("recurrence_id", "status"))


def test_settle_makes_one_row_for_each_date_with_instants_in_utc():
    series = weekly(starts_on=day("2026-10-27"), rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    found = list(series.occurrences.order_by("start_at").values_list("recurrence_id", "start_at", "end_at"))
    assert found == [
        ("20261027T100000", datetime(2026, 10, 27, 17, tzinfo=UTC), datetime(2026, 10, 27, 18, tzinfo=UTC)),
        ("20261103T100000", datetime(2026, 11, 3, 18, tzinfo=UTC), datetime(2026, 11, 3, 19, tzinfo=UTC)),
    ]


def test_settle_a_second_time_changes_nothing():
    series = weekly(capacity=10)
    before = [*Occurrence.objects.values()], [*SeriesCalendar.objects.values()], [*FeedVersion.objects.values()]
    services.settle(series=series, at=NOW + timedelta(hours=3))
    assert before == (
        [*Occurrence.objects.values()],
        [*SeriesCalendar.objects.values()],
        [*FeedVersion.objects.values()],
    )


def test_settle_twice_costs_a_bounded_number_of_queries(django_assert_max_num_queries):
    series = weekly(rule="FREQ=DAILY;COUNT=500")
    with django_assert_max_num_queries(16):
        services.settle(series=series)


def test_draft_makes_no_occurrence_and_no_calendar():
    series = weekly(publish=False)
    assert dates(series) == []
    assert not SeriesCalendar.objects.exists()
    assert not SearchEntry.objects.filter(kind="event").exists()


def test_extend_all_reaches_24_months_ahead_as_time_goes_by():
    series = weekly(rule="FREQ=WEEKLY;UNTIL=20310101;BYDAY=TU")
    first = series.occurrences.latest("start_at").start_at
    assert NOW + HORIZON - timedelta(days=7) < first <= NOW + HORIZON
    later = NOW + timedelta(days=30)
    assert services.extend_all(at=later) == 1
    assert series.occurrences.latest("start_at").start_at > first
    assert services.extend_all(at=later) == 1


def test_extend_all_when_one_series_fails_settles_the_others(caplog):
    broken, sound = weekly(), weekly(rule="FREQ=WEEKLY;UNTIL=20310101;BYDAY=TU")
    Series.objects.filter(pk=broken.pk).update(rule="FREQ=SECONDLY")
    before = sound.occurrences.count()
    assert services.extend_all(at=NOW + timedelta(days=30)) == 1
    assert sound.occurrences.count() > before
    assert "could not be extended" in caplog.text


def test_revise_when_the_time_changes_moves_rows_and_keeps_registrations():
    series = weekly()
    first = series.occurrences.earliest("start_at")
    services.register(occurrence=first, member=MemberFactory())
    change(series, starts_at=time(13, 0))
    first.refresh_from_db()
    assert (first.recurrence_id, first.registered_count, first.status) == ("20261124T130000", 1, Status.SCHEDULED)
    assert series.occurrences.count() == 4


def test_revise_when_a_single_event_moves_to_another_day_keeps_registrations():
    series = SeriesFactory(starts_on=day("2026-12-01"))
    only = series.occurrences.get()
    services.register(occurrence=only, member=MemberFactory())
    change(series, starts_on=day("2026-12-08"))
    only.refresh_from_db()
    assert (only.recurrence_id, only.registered_count) == ("20261208T100000", 1)


def test_revise_when_dates_go_deletes_free_ones_and_drops_those_with_registrations():
    series = weekly()
    taken = series.occurrences.order_by("start_at")[3]
    services.register(occurrence=taken, member=MemberFactory())
    change(series, rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    assert dates(series) == [
        ("20261124T100000", "scheduled"),
        ("20261201T100000", "scheduled"),
        ("20261215T100000", "dropped"),
    ]


def test_dropped_date_comes_back_when_the_series_makes_it_again():
    series = weekly()
    taken = series.occurrences.latest("start_at")
    services.register(occurrence=taken, member=MemberFactory())
    change(series, rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    change(series, rule="FREQ=WEEKLY;COUNT=4;BYDAY=TU")
    taken.refresh_from_db()
    assert (taken.status, taken.registered_count) == (Status.SCHEDULED, 1)


def test_withdrawn_registration_keeps_its_row_too():
    series, member = weekly(), MemberFactory()
    last = series.occurrences.latest("start_at")
    services.register(occurrence=last, member=member)
    services.withdraw(occurrence=last, member=member)
    change(series, rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    assert Registration.objects.get().state == RegistrationState.WITHDRAWN


def test_revise_leaves_a_past_date_with_registrations_as_it_was():
    series = weekly(starts_on=day("2026-11-10"))
    past = series.occurrences.earliest("start_at")
    with time_machine.travel(past.start_at, tick=False):
        services.register(occurrence=past, member=MemberFactory())
    change(series, starts_at=time(13, 0))
    past.refresh_from_db()
    assert (past.recurrence_id, past.status) == ("20261110T100000", Status.SCHEDULED)


def test_cancelled_date_stays_cancelled_when_the_series_changes():
    series = weekly()
    services.cancel_occurrence(occurrence=series.occurrences.first(), by=series.scheduled_by, reason="Holiday.")
    change(series, title="Clinic, renamed")
    assert dates(series)[0] == ("20261124T100000", "cancelled")


def test_publishing_an_older_revision_keeps_rows_and_registrations_made_since():
    series = weekly(rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    older = series.latest_revision
    change(series, rule="FREQ=WEEKLY;COUNT=4;BYDAY=TU")
    services.register(occurrence=series.occurrences.latest("start_at"), member=MemberFactory())
    older.publish()
    assert [status for _key, status in dates(series)] == ["scheduled", "scheduled", "dropped"]
    assert Registration.objects.count() == 1
    assert SeriesCalendar.objects.get().sequence == 2


def test_unpublish_takes_the_series_out_of_feed_and_search_and_back():
    series = weekly()
    series.unpublish()
    assert not SeriesCalendar.objects.get().is_public
    assert not SearchEntry.objects.filter(kind="event").exists()
    assert series.occurrences.count() == 4
    series.latest_revision.publish()
    assert SeriesCalendar.objects.get().is_public
    assert SearchEntry.objects.get(kind="event").title == series.title


def test_series_and_occurrences_with_registrations_cannot_be_deleted():
    series = weekly()
    services.register(occurrence=series.occurrences.first(), member=MemberFactory())
    for thing in (series, series.occurrences.first()):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_capacity_below_what_is_taken_leaves_everybody_in():
    series = weekly(capacity=5)
    first = series.occurrences.first()
    for member in MemberFactory.create_batch(3):
        services.register(occurrence=first, member=member)
    with pytest.raises(services.PlacesTaken, match="3 people have a place on November 24, 2026"):
        change(series, capacity=2)
    Series.objects.filter(pk=series.pk).update(capacity=2)  # as Wagtail's admin may publish it
    services.settle(series=series)
    first.refresh_from_db()
    assert (first.registered_count, first.capacity, first.places_left) == (3, 2, 0)


def test_private_series_is_found_by_its_group_only():
    from tests.factories.workgroups import WorkGroupFactory

    group = WorkGroupFactory()
    weekly(group=group, visibility="group")
    assert SearchEntry.objects.get(kind="event").scope == f"group:{group.pk}"
    assert not SeriesCalendar.objects.get().is_public


def test_now_is_fixed():
    assert timezone.now() == NOW
