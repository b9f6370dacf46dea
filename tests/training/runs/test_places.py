"""Seats, the waiting list, requests and departments: who gets a place, and when it moves on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from events.models import Registration
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from tests.factories.training import make_course
from training.models import Enrolment, Run, RunEnrolment
from training.runs.enums import PlaceState, RunState, Way
from training.runs.errors import PlaceRefused, RunClosed
from training.runs.services.places import approve, decline, enrol_people, join, leave

pytestmark = pytest.mark.django_db


def states(run):
    return dict(run.enrolments.order_by("number").values_list("member", "state"))


def told(member):
    return list(Notification.objects.filter(member=member, kind__startswith="run_").values_list("kind", flat=True))


def taken(run):
    return Run.objects.values_list("taken_count", flat=True).get(pk=run.pk)


def test_a_seat_enrols_in_the_course_registers_for_the_sessions_and_is_told(run, member):
    session = make_session(run)
    row = join(run=run, member=member)
    assert (row.state, taken(run)) == (PlaceState.IN, 1)
    assert Enrolment.objects.of(member).get().course_id == run.course_id
    assert Registration.objects.registered().get(member=member).occurrence_id == session.occurrence_id
    assert list(Notification.objects.filter(member=member).values_list("kind", flat=True)) == ["run_place"]


def test_who_comes_when_the_run_is_full_waits_in_order_and_moves_up(run, people):
    make_session(run)
    for member in people:
        join(run=run, member=member)
    first, second, third, fourth, fifth = people
    assert list(states(run).values()) == ["in", "in", "waiting", "waiting", "waiting"]
    leave(run=run, member=fourth)
    leave(run=run, member=first)
    assert states(run) == {first.pk: "left", second.pk: "in", third.pk: "in", fourth.pk: "left", fifth.pk: "waiting"}
    assert told(third) == ["run_moved_up"]
    assert told(fifth) == []
    assert Registration.objects.registered().filter(member__in=[first, third]).get().member == third
    assert taken(run) == 2


def test_joining_twice_gives_one_row_and_leaving_twice_frees_one_seat(run, people):
    first, second, *_rest = people
    assert join(run=run, member=first) == join(run=run, member=first)
    join(run=run, member=second)
    leave(run=run, member=first)
    assert leave(run=run, member=first) is None
    assert taken(run) == 1


def test_who_comes_back_stands_at_the_end_of_the_list(run, people):
    for member in people[:4]:
        join(run=run, member=member)
    leave(run=run, member=people[2])
    join(run=run, member=people[2])
    waiting = run.enrolments.waiting().values_list("member", flat=True)
    assert list(waiting) == [people[3].pk, people[2].pk]


def test_the_same_form_sent_after_leaving_brings_nobody_back(run, member):
    token = "8f9c9e3c-3f5b-4b1e-9a7a-000000000001"
    join(run=run, member=member, form_token=token)
    leave(run=run, member=member)
    row = RunEnrolment.objects.get()
    assert join(run=run, member=member, form_token=row.form_token).state == PlaceState.LEFT


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"state": RunState.PLANNED}, 0),
        ({"state": RunState.CLOSED}, 0),
        ({"state": RunState.CANCELLED, "reason": "No room."}, 0),
        ({"opens_on": timezone.localdate() + timedelta(days=1)}, 0),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, 0),
        ({}, 30),
    ],
)
def test_a_run_that_is_not_open_takes_nobody(course, member, fields, days):
    run = make_run(course, **fields)
    with pytest.raises(RunClosed):
        join(run=run, member=member, at=timezone.now() + timedelta(days=days))
    assert not RunEnrolment.objects.exists()


@pytest.mark.parametrize("fields", [{"opens_on": timezone.localdate()}, {"closes_on": timezone.localdate()}])
def test_the_first_and_the_last_day_of_enrolment_count(course, member, fields):
    assert join(run=make_run(course, **fields), member=member).is_in


def test_a_request_is_decided_by_an_instructor_and_the_answer_told(course, teacher, people):
    run = make_run(course, by=teacher, way=Way.APPROVAL, seats=1)
    rows = [join(run=run, member=member, words="For our portal.") for member in people[:3]]
    assert {row.state for row in rows} == {PlaceState.REQUESTED}
    assert len(told(teacher)) == 3
    assert approve(enrolment=rows[0], by=teacher).is_in
    assert approve(enrolment=rows[1], by=teacher).state == PlaceState.WAITING
    declined = decline(enrolment=rows[2], by=teacher, reason="This run is for stewards.")
    assert (declined.state, declined.decided_by) == (PlaceState.DECLINED, teacher)
    assert [told(member) for member in people[:3]] == [["run_answered"]] * 3
    assert told(teacher) == []
    assert set(AuditEntry.objects.filter(by=teacher).values_list("action", flat=True)) >= {"approve", "decline"}
    assert join(run=run, member=people[2]).state == PlaceState.REQUESTED


def test_taking_somebody_out_gives_the_seat_to_the_next_and_keeps_the_door_shut(run, teacher, people):
    rows = [join(run=run, member=member) for member in people[:3]]
    decline(enrolment=rows[0], by=teacher, reason="You never came.")
    assert states(run) == {people[0].pk: "declined", people[1].pk: "in", people[2].pk: "in"}
    with pytest.raises(PlaceRefused):
        join(run=run, member=people[0])


def test_a_coordinator_brings_people_of_the_own_department_only(course):
    run = make_run(course, way=Way.DEPARTMENT, seats=1)
    coordinator = MemberFactory()
    own = [MemberFactory(department=coordinator.department) for _number in range(2)]
    with pytest.raises(PlaceRefused):
        join(run=run, member=own[0])
    with pytest.raises(PlaceRefused):
        enrol_people(run=run, members=[*own, MemberFactory()], by=coordinator)
    assert not RunEnrolment.objects.exists()
    rows = enrol_people(run=run, members=own, by=coordinator)
    assert [(row.member, row.state, row.by) for row in rows] == [
        (own[0], PlaceState.IN, coordinator),
        (own[1], PlaceState.WAITING, coordinator),
    ]
    assert [told(member) for member in own] == [["run_place"]] * 2
    assert enrol_people(run=run, members=own, by=coordinator) == []


def test_a_run_that_is_over_keeps_its_places(run, member):
    row = join(run=run, member=member)
    later = timezone.now() + timedelta(days=30)
    for step in (
        lambda: leave(run=run, member=member, at=later),
        lambda: decline(enrolment=row, by=run.made_by, reason="Late.", at=later),
    ):
        with pytest.raises(RunClosed):
            step()


def test_the_database_refuses_one_seat_too_many(run):
    with pytest.raises(IntegrityError, match="training_run_never_overbooked"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(taken_count=3)


def test_the_database_refuses_a_second_row_of_a_member(run, member):
    join(run=run, member=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        RunEnrolment.objects.create(run=run, member=member, state=PlaceState.WAITING, number=9, asked_at=timezone.now())


def test_next_by_course_asks_once_and_offers_what_can_be_joined(home, course, django_assert_num_queries):
    other, empty = make_course(home, "other"), make_course(home, "empty")
    soon = timezone.localdate()
    days = {"ends_on": soon + timedelta(days=40)}
    later = make_run(course, starts_on=soon + timedelta(days=9), **days)
    wanted = make_run(course, starts_on=soon + timedelta(days=5), state=RunState.PLANNED, **days)
    make_run(course, starts_on=soon + timedelta(days=1), state=RunState.CLOSED, **days)
    make_run(course, starts_on=soon + timedelta(days=1), state=RunState.CANCELLED, reason="No.", **days)
    make_run(course, starts_on=soon - timedelta(days=1), **days)
    full = make_run(course, starts_on=soon + timedelta(days=1), seats=1, **days)
    join(run=full, member=MemberFactory())
    theirs = make_run(other, starts_on=soon, **days)
    ids = [course.pk, other.pk, empty.pk]
    with django_assert_num_queries(1):
        assert Run.objects.next_by_course(ids) == {course.pk: wanted, other.pk: theirs}
    assert Run.objects.next_by_course(ids, at=timezone.now() + timedelta(days=6)) == {course.pk: later}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_fifty_at_once_for_ten_seats_give_ten_places_and_forty_in_order(at_once, site):
    run = make_run(make_course(site.root_page.specific), seats=10)
    make_session(run)
    members = [MemberFactory() for _number in range(50)]
    rows = at_once(50, lambda number: join(run=run, member=members[number]))
    numbers = {state: sorted(row.number for row in rows if row.state == state) for state in PlaceState}
    assert numbers[PlaceState.IN] == list(range(1, 11))
    assert numbers[PlaceState.WAITING] == list(range(11, 51))
    assert list(run.enrolments.waiting().values_list("number", flat=True)) == list(range(11, 51))
    assert (taken(run), Registration.objects.registered().count()) == (10, 10)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_places_that_free_at_once_go_to_those_who_wait_once(at_once, site):
    run = make_run(make_course(site.root_page.specific), seats=4)
    members = [MemberFactory() for _number in range(12)]
    for member in members:
        join(run=run, member=member)
    at_once(4, lambda number: leave(run=run, member=members[number]))
    assert list(run.enrolments.holding().order_by("number").values_list("member", flat=True)) == [
        member.pk for member in members[4:8]
    ]
    assert taken(run) == 4
