"""The waiting list: in order, offered for a time, passed on; nobody waits while a place is free."""

import json
import os
import subprocess
import sys
import threading
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from community.notifications.models import Notification
from events import services
from events.enums import RegistrationState as S
from events.enums import Told
from events.models import Occurrence, Registration, RegistrationRules, RegistrationStep
from events.registering.overbooking import TRIGGER
from events.registering.rules import Filled
from events.registering.services.asking import set_rules
from events.registering.services.deciding import bring
from events.services import EventFull, RegistrationRefused
from events.services.places import recount
from events.tasks import pass_on_places
from tests.events.line_check import come_and_go, faults_of
from tests.events.test_occurrences import change
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import WorkGroupFactory
from tests.guards.test_triggers import triggers

db = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
RUNS = int(os.environ.get("RACE_RUNS", "3"))  # 50 before a release


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def wait(occurrence, member=None, **kwargs):
    return services.register(occurrence=occurrence, member=member or MemberFactory(), may_wait=True, **kwargs)


def a_full_one(places=1, waiting=2, **kwargs):
    """A date, who has a place, and who waits."""
    occurrence = an_occurrence(capacity=places, starts_on=day("2026-12-08"), **kwargs)
    rows = [wait(occurrence) for _ in range(places + waiting)]
    return occurrence, rows[:places], rows[places:]


def states(rows):
    return [Registration.objects.get(pk=row.pk).state for row in rows]


@db
def test_who_finds_no_place_waits_in_order(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    assert states([first, second, third]) == [S.REGISTERED, S.WAITING, S.WAITING]
    assert (second.number, third.number) == (1, 2)
    assert faults_of(occurrence) == []


@db
def test_a_free_place_is_offered_to_the_first_for_24_hours_and_nobody_new_gets_it(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    assert states([second, third]) == [S.OFFERED, S.WAITING]
    assert Registration.objects.get(pk=second.pk).offered_until == NOW + timedelta(hours=24)
    with pytest.raises(EventFull):
        services.register(occurrence=occurrence, member=MemberFactory())
    assert wait(occurrence).state == S.WAITING
    assert faults_of(occurrence) == []


@db
@pytest.mark.parametrize(("left", "offer"), [(72, 24), (48, 24), (12, 6), (1, 0.5)])
def test_an_offer_lasts_half_of_what_is_left_when_the_date_is_near(frozen, left, offer):
    occurrence, (first,), (second, _third) = a_full_one()
    at = occurrence.start_at - timedelta(hours=left)
    services.withdraw(occurrence=occurrence, member=first.member, at=at)
    assert Registration.objects.get(pk=second.pk).offered_until == at + timedelta(hours=offer)


@db
def test_take_makes_a_registration_and_twice_is_once(frozen):
    occurrence, (first,), (second, _third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    row = services.take(occurrence=occurrence, member=second.member)
    assert services.take(occurrence=occurrence, member=second.member) == row
    assert (row.state, row.offered_until) == (S.REGISTERED, None)
    assert faults_of(occurrence) == []


@db
def test_leave_gives_it_to_the_next(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    services.withdraw(occurrence=occurrence, member=second.member)
    assert states([second, third]) == [S.WITHDRAWN, S.OFFERED]
    assert faults_of(occurrence) == []


@db
def test_an_offer_that_ran_out_goes_on_by_the_task(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    frozen.move_to(NOW + timedelta(hours=23))
    pass_on_places()
    assert states([second, third]) == [S.OFFERED, S.WAITING]
    frozen.move_to(NOW + timedelta(hours=24))
    assert pass_on_places() == "1 places offered"
    assert pass_on_places() == "0 places offered"
    assert states([second, third]) == [S.EXPIRED, S.OFFERED]
    assert faults_of(occurrence) == []


@db
def test_an_offer_that_ran_out_goes_on_when_somebody_comes(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    frozen.move_to(NOW + timedelta(hours=25))
    wait(occurrence)
    assert states([second, third]) == [S.EXPIRED, S.OFFERED]


@db
def test_an_offer_that_ran_out_cannot_be_taken_and_registering_waits_again_at_the_end(frozen):
    occurrence, (first,), (second, third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    frozen.move_to(NOW + timedelta(hours=25))
    with pytest.raises(RegistrationRefused, match="time to take it is over"):
        services.take(occurrence=occurrence, member=second.member)
    again = wait(occurrence, second.member)
    assert (again.pk, again.state, again.number) == (second.pk, S.WAITING, 3)
    assert states([third]) == [S.OFFERED]


@db
def test_more_places_are_offered_in_order(frozen):
    occurrence, _in, waiting = a_full_one(waiting=3)
    change(occurrence.series, capacity=3)
    assert states(waiting) == [S.OFFERED, S.OFFERED, S.WAITING]
    assert faults_of(occurrence) == []


@db
def test_fewer_places_take_nobody_out_and_offer_nothing(frozen):
    occurrence, placed, waiting = a_full_one(places=3)
    with pytest.raises(services.PlacesTaken, match="3 people have a place on December"):
        change(occurrence.series, capacity=2)
    services.withdraw(occurrence=occurrence, member=placed[0].member)  # and what is offered counts like a place
    with pytest.raises(services.PlacesTaken, match="3 people have a place on December"):
        change(occurrence.series, capacity=2)
    assert states([*placed[1:], *waiting]) == [S.REGISTERED, S.REGISTERED, S.OFFERED, S.WAITING]
    occurrence.refresh_from_db()
    assert (occurrence.registered_count, occurrence.places_left) == (2, 0)


@db
def test_from_its_beginning_nobody_waits_and_who_is_there_takes_what_is_free(frozen):
    occurrence, (first,), (second, _third) = a_full_one()
    at = occurrence.start_at + timedelta(minutes=5)
    services.withdraw(occurrence=occurrence, member=first.member, at=at)
    assert states([second]) == [S.WAITING]
    new = MemberFactory()
    assert wait(occurrence, new, at=at).state == S.REGISTERED
    with pytest.raises(EventFull):
        wait(occurrence, at=at)


@db
def test_nothing_is_offered_for_a_cancelled_date(frozen):
    occurrence, (first,), (second, _third) = a_full_one()
    services.cancel_occurrence(occurrence=occurrence, by=MemberFactory(), reason="Storm.")
    services.withdraw(occurrence=occurrence, member=first.member)
    assert pass_on_places() == "0 places offered"
    assert states([second]) == [S.WAITING]
    assert Notification.objects.filter(member=second.member, kind=Told.PLACE).exists()


@db
def test_who_waits_or_was_offered_gets_the_row_there_is(frozen):
    occurrence, (first,), (second, _third) = a_full_one()
    assert wait(occurrence, second.member).number == 1
    services.withdraw(occurrence=occurrence, member=first.member)
    assert wait(occurrence, second.member, form_token=uuid.uuid4()).state == S.REGISTERED


@db
def test_without_may_wait_a_full_date_is_refused_and_leaves_no_row():
    occurrence, _in, _waiting = a_full_one()
    with pytest.raises(EventFull, match="all 1 places"):
        services.register(occurrence=occurrence, member=MemberFactory(), is_told=False)
    assert occurrence.registrations.count() == 3


@db
def test_steps_are_kept_and_append_only(frozen):
    occurrence, (first,), (second, _third) = a_full_one()
    services.withdraw(occurrence=occurrence, member=first.member)
    services.take(occurrence=occurrence, member=second.member)
    assert list(second.steps.order_by("pk").values_list("state", flat=True)) == [S.WAITING, S.OFFERED, S.REGISTERED]
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        RegistrationStep.objects.update(number=1)


@db
@pytest.mark.parametrize("counter", ["registered_count", "offered_count"])
def test_the_database_refuses_more_than_there_are_places(counter):
    occurrence, _in, _waiting = a_full_one()
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=occurrence.pk).update(**{counter: F(counter) + 1})
    assert TRIGGER in triggers()


class TestOnThePage:
    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def at_noon(self, frozen):
        pass

    def test_the_number_the_offer_and_the_two_buttons(self, client_for):
        occurrence, (first,), (second, third) = a_full_one()
        url = occurrence.get_absolute_url()
        assert "You are number 2 on the waiting list" in client_for(third.member).get(url).text
        assert "2 people wait" in client_for(None).get(url).text
        client_for(first.member).post(f"{url}withdraw/")
        client = client_for(second.member)
        page = client.get(url).text
        assert "A place is yours until Tuesday, November 24, 10 a.m. PST" in page
        assert "Take it" in page
        assert "Leave it" in page
        assert "You are registered" in client.post(f"{url}take/", follow=True).text
        assert "You are number 1 on the waiting list" in client_for(third.member).get(url).text

    def test_joining_and_leaving_the_list(self, client_for):
        occurrence, _in, _waiting = a_full_one()
        client, url = client_for(MemberFactory()), occurrence.get_absolute_url()
        assert "Join the waiting list" in client.get(url).text
        answer = client.post(f"{url}register/", {"form_token": uuid.uuid4()}, follow=True)
        assert "You are number 3 on the waiting list" in answer.text
        assert "not on the list" in client.post(f"{url}withdraw/", follow=True).text
        assert occurrence.registrations.waiting().count() == 2

    def test_an_offer_that_ran_out_says_so_before_anybody_noticed(self, client_for, frozen):
        occurrence, (first,), (second, _third) = a_full_one()
        services.withdraw(occurrence=occurrence, member=first.member)
        frozen.move_to(NOW + timedelta(hours=30))
        client, url = client_for(second.member), occurrence.get_absolute_url()
        page = client.get(url).text
        assert "went on to the next person" in page
        assert "Join the waiting list" in page
        assert client.post(f"{url}take/").status_code == 409

    def test_the_page_keeps_its_bar_in_the_worst_state(self, client_for, django_assert_max_num_queries):
        """An organizer who waits at their own event, was told of it, and reads what somebody needs."""
        group = WorkGroupFactory()
        organizer = group.memberships.get().member
        fields = {"group": group, "department": DepartmentFactory(), "rule": "FREQ=WEEKLY;COUNT=3"}
        series = SeriesFactory(capacity=1, starts_on=day("2026-12-08"), by=organizer, **fields)
        occurrence = series.occurrences.order_by("start_at")[1]
        services.register(occurrence=occurrence, member=MemberFactory(), filled=Filled({}, "Captions"))
        contact = RegistrationRules(accommodation_handler=organizer)
        set_rules(series=series, rules=contact, questions=[], by=organizer, version=0)
        bring(occurrence=occurrence, members=[MemberFactory(), organizer], by=MemberFactory())
        client = client_for(organizer)
        client.get("/")
        with django_assert_max_num_queries(15):
            page = client.get(occurrence.get_absolute_url()).text
        assert "You are number 2 on the waiting list" in page
        assert "1 person needs something" in page


@db
def test_lowering_the_places_under_who_has_one_is_refused_with_a_sentence(client):
    occurrence, _in, _waiting = a_full_one(places=3)
    client.force_login(occurrence.series.scheduled_by)
    page = client.get(f"{occurrence.series.get_absolute_url()}edit/")
    values = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    times = {"starts_at": "10:00", "ends_at": "11:00"}
    token = page.context["form"]["form_token"].value()
    data = {**values, **times, "form_token": token, "capacity": "2"}
    answer = client.post(f"{occurrence.series.get_absolute_url()}edit/", data)
    assert answer.status_code == 422
    assert "3 people have a place" in answer.text


class TestManyAtOnce:
    pytestmark = [
        pytest.mark.postgres,
        pytest.mark.django_db(transaction=True, serialized_rollback=True),
    ]

    def test_64_come_and_go_and_every_promise_holds(self, at_once):
        members = MemberFactory.create_batch(64)
        for number in range(RUNS):
            occurrence = an_occurrence(capacity=number % 10 + 1, by=members[0])

            def one(place, occurrence=occurrence, number=number):
                return come_and_go(occurrence, members[place], hash((number, place)))

            assert at_once(64, one) == [None] * 64
            assert faults_of(occurrence) == []

    def test_a_list_that_is_read_and_then_saved_breaks_promises(self, at_once):
        """The control: the same crowd against the obvious way of doing it."""
        occurrence, members = an_occurrence(capacity=3), MemberFactory.create_batch(16)
        ready = threading.Barrier(16)

        def read_then_save(number):
            seen = Occurrence.objects.get(pk=occurrence.pk)
            ready.wait()
            state = S.REGISTERED if seen.registered_count < seen.capacity else S.WAITING
            row = Registration.objects.create(occurrence=seen, member=members[number], state=state, number=number + 1)
            RegistrationStep.objects.create(registration=row, state=state, number=row.number, at=timezone.now())
            Occurrence.objects.filter(pk=seen.pk).update(registered_count=seen.registered_count + 1)

        at_once(16, read_then_save)
        assert any("oversold" in fault for fault in faults_of(occurrence))

    def test_offers_are_passed_on_once_when_two_tasks_run(self, at_once):
        occurrence, (first,), waiting = a_full_one(waiting=6)
        with time_machine.travel(NOW, tick=False):
            services.withdraw(occurrence=occurrence, member=first.member)
        at = NOW + timedelta(days=2)
        assert sum(at_once(6, lambda _: services.pass_on_all(at=at))) == 1
        assert states(waiting)[:3] == [S.EXPIRED, S.OFFERED, S.WAITING]
        assert faults_of(occurrence) == []


@db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite test database into a file")
def test_64_come_and_go_on_a_sqlite_file_and_every_promise_holds(tmp_path):
    MemberFactory.create_batch(64)
    file = tmp_path / "line.sqlite3"
    file.write_bytes(connection.connection.serialize())
    asked = [sys.executable, Path(__file__).parent / "line_on_sqlite.py", str(RUNS), "64"]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(asked, check=True, capture_output=True, env=environment, timeout=120 + 60 * RUNS)
    assert json.loads(done.stdout) == {"faults": [], "rows": 64 * RUNS}


@db
def test_counters_that_lie_are_noticed():
    """The control of the recount."""
    occurrence, _in, _waiting = a_full_one()
    Occurrence.objects.filter(pk=occurrence.pk).update(waiting_count=1)
    occurrence.refresh_from_db()
    assert recount(occurrence)["waiting_count"] == 2
    assert any("counters" in fault for fault in faults_of(occurrence))
