"""Attendance of a session completes its lesson: once, and back again."""

import pytest

from events import services as events
from tests.factories.people import MemberFactory
from tests.factories.runs import make_session
from training.enums import Effect, Rule, Source
from training.models import Completion
from training.progress import lessons_done
from training.runs.services.places import join, leave
from training.runs.services.planning import link_session
from training.services import learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(run, lesson):
    return make_session(run, lesson)


def mark(session, member, *, is_present=True):
    at = session.occurrence.end_at
    return events.mark_attendance(
        occurrence=session.occurrence, marks={member: is_present}, by=session.run.made_by, at=at
    )


def rows(member):
    return list(Completion.objects.of(member).order_by("pk").values_list("effect", "rule", "source"))


DONE = (Effect.DONE, Rule.ATTENDED, Source.ATTENDANCE)
UNDONE = (Effect.UNDONE, Rule.ATTENDED, Source.ATTENDANCE)


def test_being_there_completes_the_lesson_once_and_is_taken_back(run, session, member, lesson):
    join(run=run, member=member)
    for is_present in (True, True, False, False):
        mark(session, member, is_present=is_present)
    assert rows(member) == [DONE, UNDONE]
    mark(session, member)
    assert rows(member) == [DONE, UNDONE, DONE]
    assert set(lessons_done(row.entry for row in Completion.objects.of(member))) == {lesson.pk}


def test_a_lesson_that_was_done_before_stays_done(run, session, member, lesson):
    learning.complete(member=member, lesson=lesson)
    join(run=run, member=member)
    mark(session, member)
    mark(session, member, is_present=False)
    assert rows(member) == [(Effect.DONE, Rule.MARKED, Source.MEMBER)]


def test_another_session_of_the_lesson_keeps_it_done(run, session, member, lesson):
    again = make_session(run, lesson, days=7)
    join(run=run, member=member)
    mark(session, member)
    mark(again, member)
    mark(session, member, is_present=False)
    assert rows(member) == [DONE]
    mark(again, member, is_present=False)
    assert rows(member) == [DONE, UNDONE]


def test_who_has_no_place_gets_no_credit_and_is_not_enrolled(session, member):
    mark(session, member)
    assert rows(member) == []
    assert not member.enrolments.exists()


def test_who_left_keeps_the_credit_until_it_is_taken_back(run, session, member):
    join(run=run, member=member)
    mark(session, member)
    leave(run=run, member=member)
    assert rows(member) == [DONE]
    mark(session, member, is_present=False)
    assert rows(member) == [DONE, UNDONE]


def test_a_session_without_a_lesson_credits_nothing(run, member):
    join(run=run, member=member)
    mark(make_session(run), member)
    assert rows(member) == []


def test_a_linked_date_credits_those_of_the_run_only(run, lesson, member):
    other = make_session(run)
    occurrence = other.occurrence
    other.delete()
    join(run=run, member=member)
    session = link_session(run=run, occurrence=occurrence, lesson=lesson, by=run.made_by)
    stranger = MemberFactory()
    mark(session, member)
    mark(session, stranger)
    assert (rows(member), rows(stranger)) == ([DONE], [])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_saves_of_the_same_list_write_one_row(at_once, run, session, member):
    join(run=run, member=member)
    at_once(20, lambda number: mark(session, member))
    assert rows(member) == [DONE]
    assert session.occurrence.attendances.count() == 1
