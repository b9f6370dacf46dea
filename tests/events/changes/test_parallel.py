"""Organizers who edit at once, and people who register meanwhile, on real connections."""

from datetime import timedelta

import pytest

from community.people.errors import HubError
from events import services
from events.changes.plan import wall_of
from events.changes.services.dates import add_date, move_date, take_out
from events.changes.services.following import change_following, rest_of
from events.models import Continuation, Occurrence, Registration, Series
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def weekly(**kwargs):
    return SeriesFactory(rule="FREQ=WEEKLY;COUNT=8", **kwargs)


def third(series):
    return series.occurrences.select_related("series").order_by("start_at")[2]


def said(work):
    """What came of it: the name of the refusal, or "done"."""
    try:
        work()
    except HubError as refusal:
        return type(refusal).__name__
    return "done"


def test_of_eight_who_move_a_date_at_once_one_does_and_the_others_are_told(at_once):
    row = third(weekly())
    by, seen = row.series.scheduled_by, row.seen

    def move(number):
        start = row.local_start + timedelta(hours=number + 1)
        return said(lambda: move_date(occurrence=row, start=start, minutes=60, place=None, by=by, seen=seen))

    assert sorted(at_once(8, move)) == ["EditedMeanwhile"] * 7 + ["done"]


def test_of_eight_who_divide_a_series_at_once_one_does(at_once):
    series = weekly()
    row = third(series)

    def divide(number):
        rest = rest_of(Series.objects.get(pk=series.pk), wall_of(row.recurrence_id))
        rest.title = f"Rest {number}"
        return said(
            lambda: change_following(
                occurrence=row, changed=rest, by=series.scheduled_by, version=series.latest_revision_id
            )
        )

    found = at_once(8, divide)
    assert found.count("done") == 1, found
    assert Continuation.objects.count() == 1
    assert Occurrence.objects.count() == 8


def test_who_registers_while_the_series_is_divided_is_in_one_of_the_halves(at_once):
    series, members = weekly(capacity=40), MemberFactory.create_batch(24)
    row = third(series)

    def step(number):
        if number == 0:
            rest = rest_of(series, wall_of(row.recurrence_id))
            by = series.scheduled_by
            return said(
                lambda: change_following(occurrence=row, changed=rest, by=by, version=series.latest_revision_id)
            )
        return said(lambda: services.register(occurrence=row, member=members[number]))

    found = at_once(24, step)
    assert found[0] == "done"
    assert Registration.objects.count() == found[1:].count("done")
    row.refresh_from_db()
    assert row.registered_count == Registration.objects.count()


def test_places_are_never_lowered_under_who_registers_meanwhile(at_once):
    series, members = weekly(capacity=40), MemberFactory.create_batch(24)
    row = third(series)

    def step(number):
        if number % 6 == 0:
            edited = Series.objects.get(pk=series.pk)
            edited.capacity = 8
            version = edited.latest_revision_id
            return said(lambda: services.revise(series=edited, by=series.scheduled_by, version=version))
        return said(lambda: services.register(occurrence=row, member=members[number]))

    at_once(24, step)
    row.refresh_from_db()
    assert row.registered_count == Registration.objects.count()
    assert row.registered_count <= row.capacity


def test_changes_and_cancellations_at_once_wait_for_each_other(at_once):
    series = weekly()
    rows = list(series.occurrences.select_related("series").order_by("start_at"))
    by = series.scheduled_by

    def step(number):
        row = rows[number % 8]
        start = row.local_start + timedelta(minutes=90 + number)
        return said(
            [
                lambda: services.cancel_occurrence(occurrence=row, by=by, reason="Storm."),
                lambda: take_out(occurrence=row, by=by),
                lambda: add_date(series=series, start=start, minutes=30, by=by),
                lambda: services.bring_back(occurrence=row, by=by),
                lambda: services.settle(series=series),
            ][number % 5]
        )

    found = at_once(20, step)
    assert set(found) <= {"done", "ChangeRefused", "DateGone"}
    before = list(Occurrence.objects.order_by("pk").values())
    services.settle(series=series)
    assert list(Occurrence.objects.order_by("pk").values()) == before
