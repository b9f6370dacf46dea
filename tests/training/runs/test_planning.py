"""Planning, changing and cancelling runs; their sessions in the calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from events.enums import Status
from events.models import Occurrence, Registration, SeriesCalendar
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.runs import make_session
from training.models import Run, RunSession
from training.runs.errors import RunClosed, RunEditedMeanwhile, SeatsTaken
from training.runs.services.places import join
from training.runs.services.planning import cancel_run, drop_session, link_session, revise_run

pytestmark = pytest.mark.django_db


def revised(run, **fields):
    for name, value in fields.items():
        setattr(run, name, value)
    return revise_run(run=run, instructors=run.instructors.all(), by=run.made_by, version=run.version)


def told(member, kind="run_changed"):
    return Notification.objects.filter(member=member, kind=kind).count()


def test_more_seats_go_to_those_who_wait(run, people):
    for member in people:
        join(run=run, member=member)
    run.refresh_from_db()
    revised(run, seats=4)
    assert list(run.enrolments.order_by("number").values_list("state", flat=True)) == ["in"] * 4 + ["waiting"]
    assert [told(member, "run_moved_up") for member in people] == [0, 0, 1, 1, 0]
    run.refresh_from_db()
    revised(run, seats=0)
    assert run.enrolments.holding().count() == 5


def test_fewer_seats_than_people_are_refused(run, people):
    for member in people[:2]:
        join(run=run, member=member)
    run.refresh_from_db()
    with pytest.raises(SeatsTaken):
        revised(run, seats=1)
    run.refresh_from_db()
    assert (run.seats, run.version) == (2, 1)


def test_new_days_are_told_and_a_new_number_of_seats_is_not(run, member):
    join(run=run, member=member)
    run.refresh_from_db()
    run = revised(run, seats=5)
    assert told(member) == 0
    revised(run, ends_on=run.ends_on + timedelta(days=1))
    assert told(member) == 1


def test_who_saves_an_older_version_is_asked_to_compare(run):
    stale = Run.objects.get(pk=run.pk)
    revised(run, title="Spring")
    with pytest.raises(RunEditedMeanwhile):
        revised(stale, title="Summer")
    assert Run.objects.get().title == "Spring"


def test_a_cancelled_run_cancels_its_own_dates_and_tells_why(run, member, people):
    own = make_session(run)
    linked = link_session(run=run, occurrence=SeriesFactory().occurrences.get(), lesson=None, by=run.made_by)
    join(run=run, member=member)
    cancel_run(run=run, by=run.made_by, reason="The speaker is ill.")
    states = dict(Occurrence.objects.values_list("pk", "status"))
    assert states == {own.occurrence_id: Status.CANCELLED, linked.occurrence_id: Status.SCHEDULED}
    assert told(member) == 1
    with pytest.raises(RunClosed):
        join(run=run, member=people[0])
    with pytest.raises(RunClosed):
        make_session(run)
    assert AuditEntry.objects.get(action="cancel", kind="training.run").after["reason"] == "The speaker is ill."
    assert cancel_run(run=run, by=run.made_by, reason="Again.").reason == "The speaker is ill."


def test_a_run_that_is_over_is_not_cancelled(run):
    with pytest.raises(RunClosed):
        cancel_run(run=run, by=run.made_by, reason="Late.", at=timezone.now() + timedelta(days=40))


def test_a_session_is_an_event_of_the_calendar_organized_by_who_teaches(run, teacher, member, client_for):
    join(run=run, member=member)
    session = make_session(run)
    series = session.occurrence.series
    assert list(series.organizers.all()) == [teacher]
    assert SeriesCalendar.objects.get(series=series).is_public
    assert Registration.objects.registered().get().member == member
    assert (told(member), told(member, "registration")) == (1, 0)
    page = client_for(MemberFactory()).get(session.occurrence.get_absolute_url()).content.decode()
    assert run.get_absolute_url() in page
    assert run.course.get_absolute_url() in page
    assert "/register/" not in page


def test_a_weekly_session_gives_one_a_week(run):
    make_session(run, rule="FREQ=WEEKLY;COUNT=2")
    assert RunSession.objects.filter(run=run).count() == 2


def test_a_linked_date_keeps_its_own_registration(run, member, client_for):
    occurrence = SeriesFactory().occurrences.select_related("series").get()
    for _time in range(2):
        link_session(run=run, occurrence=occurrence, lesson=None, by=run.made_by)
    session = RunSession.objects.get()
    assert "/register/" in client_for(member).get(occurrence.get_absolute_url()).content.decode()
    drop_session(session=session, by=run.made_by, reason="Wrong date.")
    assert not RunSession.objects.exists()
    assert Occurrence.objects.get().status == Status.SCHEDULED


def test_taking_an_own_session_out_cancels_its_date(run, member):
    session = make_session(run)
    join(run=run, member=member)
    drop_session(session=session, by=run.made_by, reason="Too many.")
    assert Occurrence.objects.get().status == Status.CANCELLED
    assert told(member, "event_changed") == 1
