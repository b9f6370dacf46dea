"""Attendance from three sources makes one credit; the list takes it back; hours and the certificate follow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.people.models import AuditEntry
from events import services as events
from events.attending.codes import token_of
from events.attending.services import check_in, make_code
from events.enums import CheckIn
from events.models import Attendance, Occurrence
from tests.factories.certificates import make_certified_course
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from training.certificates.transcript import transcript_of
from training.enums import Effect, Rule, Source
from training.models import Certificate, Completion
from training.pages import LessonPage
from training.runs.services.places import join
from training.services import learning

pytestmark = pytest.mark.django_db
DONE = (Effect.DONE, Rule.ATTENDED, Source.ATTENDANCE)
UNDONE = (Effect.UNDONE, Rule.ATTENDED, Source.ATTENDANCE)
HOURS = 7


class Evening:
    """A session that goes on now, of a course of two lessons that gives `HOURS` and a certificate."""

    def __init__(self, home, seats):
        self.course = make_certified_course(home, hours=HOURS)
        self.lesson, self.other = LessonPage.objects.readable().under(self.course.path).order_by("path")
        self.teacher = MemberFactory()
        self.run = make_run(self.course, by=self.teacher, seats=seats)
        self.date = make_session(self.run, self.lesson).occurrence

    def begin(self):
        now = timezone.now()
        Occurrence.objects.filter(pk=self.date.pk).update(start_at=now, end_at=now + timedelta(hours=1))
        self.date.refresh_from_db()
        self.own = make_code(occurrence=self.date, by=self.teacher, admits_anybody=False)

    def mark(self, member, way, *, is_present=True):
        if way == CheckIn.LIST:
            return events.mark_attendance(occurrence=self.date, marks={member: is_present}, by=self.teacher)
        said = token_of(self.own) if way == CheckIn.QR else self.own.code
        return check_in(occurrence=self.date, member=member, said=said, way=way)


@pytest.fixture
def evening(home, member):
    made = Evening(home, seats=2)
    join(run=made.run, member=member)
    made.begin()
    return made


def ledger(member, lesson):
    rows = Completion.objects.of(member).about([lesson.pk]).order_by("pk")
    return list(rows.values_list("effect", "rule", "source"))


@pytest.mark.parametrize("first", list(CheckIn))
def test_three_sources_make_one_attendance_and_one_credit(evening, member, first):
    for way in (first, *CheckIn, *CheckIn):
        evening.mark(member, way)
    assert Attendance.objects.get().check_in == first
    assert ledger(member, evening.lesson) == [DONE]


@pytest.mark.parametrize("way", list(CheckIn))
def test_the_list_takes_the_credit_back_and_says_so_in_the_audit_log(evening, member, way):
    evening.mark(member, way)
    evening.mark(member, CheckIn.LIST, is_present=False)
    assert ledger(member, evening.lesson) == [DONE, UNDONE]
    entry = AuditEntry.objects.get(action="take back attendance")
    assert (entry.by, entry.key, entry.before["member"]) == (evening.teacher, str(evening.date.pk), member.pk)


@pytest.mark.parametrize("way", list(CheckIn))
def test_hours_and_certificate_follow(evening, member, way):
    learning.complete(member=member, lesson=evening.other)
    assert (transcript_of(member).hours, Certificate.objects.count()) == (0, 0)
    evening.mark(member, way)
    assert (transcript_of(member).hours, Certificate.objects.get().hours) == (HOURS, HOURS)


def test_no_hours_and_no_certificate_for_attendance_that_was_taken_back(evening, member):
    evening.mark(member, CheckIn.QR)
    evening.mark(member, CheckIn.LIST, is_present=False)
    learning.complete(member=member, lesson=evening.other)
    assert (transcript_of(member).hours, Certificate.objects.count()) == (0, 0)
    evening.mark(member, CheckIn.LIST)
    assert (transcript_of(member).hours, Certificate.objects.get().hours) == (HOURS, HOURS)


def test_hours_of_a_finished_course_are_taken_back_too(evening, member):
    learning.complete(member=member, lesson=evening.other)
    evening.mark(member, CheckIn.CODE)
    evening.mark(member, CheckIn.LIST, is_present=False)
    assert transcript_of(member).hours == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_20_check_ins_at_once_give_each_of_20_people_one_credit(home, at_once):
    people = MemberFactory.create_batch(20)
    evening = Evening(home, seats=20)
    for one in people:
        join(run=evening.run, member=one)
    evening.begin()
    at_once(20, lambda n: evening.mark(people[n], list(CheckIn)[n % 3]))
    at_once(20, lambda n: evening.mark(people[0], list(CheckIn)[n % 3]))
    assert Attendance.objects.count() == 20
    assert [ledger(one, evening.lesson) for one in people] == [[DONE]] * 20
