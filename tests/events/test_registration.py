"""Registering: one row each, the last seat once, never a place too many."""

import json
import os
import subprocess
import sys
import threading
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from events import services
from events.enums import RegistrationState
from events.models import Occurrence, Registration
from events.services import EventFull, RegistrationRefused
from events.signals import registered
from tests.factories.events import SeriesFactory, an_occurrence
from tests.factories.people import MemberFactory

db = pytest.mark.django_db


def seats(occurrence):
    """The kept counter, and the recount it must equal."""
    occurrence.refresh_from_db()
    return occurrence.registered_count, occurrence.registrations.registered().count()


@db
def test_register_takes_a_place_and_tells_so():
    told = []
    registered.connect(lambda registration, **kwargs: told.append(registration), weak=False, dispatch_uid="test")
    occurrence, member = an_occurrence(capacity=2), MemberFactory()
    row = services.register(occurrence=occurrence, member=member, form_token=uuid.uuid4())
    registered.disconnect(dispatch_uid="test")
    assert (row.occurrence, row.member, row.state) == (occurrence, member, RegistrationState.REGISTERED)
    assert seats(occurrence) == (1, 1)
    assert told == [row]


@db
def test_register_twice_with_one_form_or_two_makes_one_row():
    occurrence, member, token = an_occurrence(), MemberFactory(), uuid.uuid4()
    first = services.register(occurrence=occurrence, member=member, form_token=token)
    again = services.register(occurrence=occurrence, member=member, form_token=token)
    other = services.register(occurrence=occurrence, member=member, form_token=uuid.uuid4())
    assert first == again == other
    assert seats(occurrence) == (1, 1)


@db
def test_register_when_full_is_refused_and_leaves_no_row():
    occurrence = an_occurrence(capacity=1)
    services.register(occurrence=occurrence, member=MemberFactory())
    with pytest.raises(EventFull, match="all 1 places are taken"):
        services.register(occurrence=occurrence, member=MemberFactory())
    assert seats(occurrence) == (1, 1)
    assert Registration.objects.count() == 1


@db
def test_register_again_when_full_gives_the_row_there_is():
    occurrence, member = an_occurrence(capacity=1), MemberFactory()
    row = services.register(occurrence=occurrence, member=member)
    assert services.register(occurrence=occurrence, member=member) == row


@db
def test_register_when_over_or_cancelled_or_unpublished_is_refused():
    series = SeriesFactory(rule="FREQ=DAILY;COUNT=3")
    first, second, third = series.occurrences.order_by("start_at")
    services.cancel_occurrence(occurrence=first, by=series.scheduled_by, reason="Storm.")
    with pytest.raises(RegistrationRefused, match="was cancelled"):
        services.register(occurrence=first, member=MemberFactory())
    with pytest.raises(RegistrationRefused, match="is over"):
        services.register(occurrence=second, member=MemberFactory(), at=second.end_at)
    series.unpublish()
    with pytest.raises(RegistrationRefused, match="was cancelled"):
        services.register(occurrence=third, member=MemberFactory())
    assert not Registration.objects.exists()


@db
def test_withdraw_gives_the_place_back_once():
    occurrence, member = an_occurrence(capacity=1), MemberFactory()
    services.register(occurrence=occurrence, member=member)
    services.withdraw(occurrence=occurrence, member=member)
    services.withdraw(occurrence=occurrence, member=member)
    assert seats(occurrence) == (0, 0)
    services.register(occurrence=occurrence, member=MemberFactory())


@db
def test_withdraw_when_over_or_never_registered_is_refused():
    occurrence, member = an_occurrence(), MemberFactory()
    with pytest.raises(RegistrationRefused, match="not registered"):
        services.withdraw(occurrence=occurrence, member=member)
    services.register(occurrence=occurrence, member=member)
    with pytest.raises(RegistrationRefused, match="over"):
        services.withdraw(occurrence=occurrence, member=member, at=timezone.now() + timedelta(days=3))


@db
def test_register_after_withdrawing_uses_the_same_row_but_not_the_old_form():
    occurrence, member, old = an_occurrence(), MemberFactory(), uuid.uuid4()
    row = services.register(occurrence=occurrence, member=member, form_token=old)
    services.withdraw(occurrence=occurrence, member=member)
    assert not services.register(occurrence=occurrence, member=member, form_token=old).is_registered
    assert seats(occurrence) == (0, 0)
    assert services.register(occurrence=occurrence, member=member, form_token=uuid.uuid4()) == row
    assert seats(occurrence) == (1, 1)


class TestManyAtOnce:
    pytestmark = [
        pytest.mark.postgres,
        pytest.mark.django_db(transaction=True, serialized_rollback=True),
    ]

    @pytest.mark.parametrize("places", [1, 5])
    def test_64_registrations_for_the_last_places_fill_them_exactly(self, at_once, places):
        occurrence, members = an_occurrence(capacity=places), MemberFactory.create_batch(64)
        results = at_once(64, lambda n: services.register(occurrence=occurrence, member=members[n]))
        assert seats(occurrence) == (places, places)
        assert [type(result) for result in results].count(EventFull) == 64 - places

    def test_a_count_that_is_read_and_then_saved_oversells(self, at_once):
        """The control: the same race against the obvious way of doing it."""
        occurrence, members = an_occurrence(capacity=1), MemberFactory.create_batch(16)
        ready = threading.Barrier(16)

        def read_then_save(number):
            seen = Occurrence.objects.get(pk=occurrence.pk)
            ready.wait()
            if seen.registered_count < seen.capacity:
                Registration.objects.create(occurrence=seen, member=members[number])
                Occurrence.objects.filter(pk=seen.pk).update(registered_count=seen.registered_count + 1)

        at_once(16, read_then_save)
        assert occurrence.registrations.registered().count() > 1

    def test_20_submits_of_one_form_make_one_row_and_take_one_place(self, at_once):
        occurrence, member, token = an_occurrence(capacity=30), MemberFactory(), uuid.uuid4()
        results = at_once(20, lambda _: services.register(occurrence=occurrence, member=member, form_token=token).pk)
        assert len(set(results)) == 1
        assert seats(occurrence) == (1, 1)

    def test_registering_and_withdrawing_at_once_keeps_the_count_true(self, at_once):
        occurrence, members = an_occurrence(capacity=3), MemberFactory.create_batch(4)

        def back_and_forth(number):
            for _round in range(5):
                try:
                    services.register(occurrence=occurrence, member=members[number % 4])
                    services.withdraw(occurrence=occurrence, member=members[number % 4])
                except RegistrationRefused:
                    pass

        assert at_once(12, back_and_forth) == [None] * 12
        kept, counted = seats(occurrence)
        assert kept == counted <= 3


@db
def test_taking_a_place_is_one_update_without_a_join_on_its_own_row():
    """Else PostgreSQL checks the room against the row as it was before it waited."""
    sql = str(Occurrence.objects.with_room(timezone.now()).query)
    assert "JOIN" not in sql
    assert "EXISTS" in sql


@db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite test database into a file")
@pytest.mark.parametrize("places", [1, 5])
def test_64_registrations_for_the_last_places_fill_them_exactly_on_a_sqlite_file(places, tmp_path):
    occurrence = an_occurrence(capacity=places)
    MemberFactory.create_batch(64)
    file = tmp_path / "race.sqlite3"
    file.write_bytes(connection.connection.serialize())
    asked = [sys.executable, Path(__file__).parent / "race_on_sqlite.py", str(occurrence.pk), "64"]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(asked, check=True, capture_output=True, env=environment, timeout=120)
    assert json.loads(done.stdout) == {"kept": places, "rows": places, "full": 64 - places, "others": []}
