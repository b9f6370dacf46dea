import itertools
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tests.factories.people import MemberFactory
from tests.factories.training import make_course, make_module, make_notebook_lesson
from training.enums import Effect, EnrolmentState
from training.models import Completion, Enrolment
from training.pages import LessonPage
from training.services import learning
from training.study import study_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(home):
    return make_course(home, lessons=3)


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.order_by("path"))


def effects(member):
    return list(Completion.objects.of(member).order_by("pk").values_list("lesson__slug", "effect"))


def test_enrol_twice_makes_one_row(member, course):
    first = learning.enrol(member=member, course=course)
    assert learning.enrol(member=member, course=course) == first
    assert Enrolment.objects.count() == 1


def test_enrol_after_leaving_goes_on_where_it_was(member, course, lessons):
    learning.complete(member=member, lesson=lessons[0])
    learning.withdraw(member=member, course=course)
    assert not study_course(member, course).is_enrolled
    learning.enrol(member=member, course=course)
    study = study_course(member, course)
    assert (study.is_enrolled, study.progress.done) == (True, 1)


def test_enrol_form_sent_again_after_leaving_does_not_enrol_again(member, course):
    token = uuid.uuid4()
    learning.enrol(member=member, course=course, form_token=token)
    learning.withdraw(member=member, course=course)
    assert learning.enrol(member=member, course=course, form_token=token).state == EnrolmentState.LEFT


def test_withdraw_when_not_enrolled_changes_nothing(member, course):
    learning.withdraw(member=member, course=course)
    assert not Enrolment.objects.exists()


def test_complete_without_enrolment_enrols(member, course, lessons):
    learning.complete(member=member, lesson=lessons[0])
    assert study_course(member, course).is_enrolled


def test_complete_when_done_adds_no_row(member, lessons):
    first = learning.complete(member=member, lesson=lessons[0])
    assert learning.complete(member=member, lesson=lessons[0]) == first
    assert effects(member) == [("lesson-1", "done")]


def test_undo_adds_a_row_and_done_again_another(member, lessons):
    learning.complete(member=member, lesson=lessons[0])
    learning.undo(member=member, lesson=lessons[0])
    learning.undo(member=member, lesson=lessons[0])
    learning.complete(member=member, lesson=lessons[0])
    assert effects(member) == [("lesson-1", "done"), ("lesson-1", "undone"), ("lesson-1", "done")]


def test_undo_of_what_was_never_done_writes_nothing(member, course, lessons):
    learning.enrol(member=member, course=course)
    assert learning.undo(member=member, lesson=lessons[0]) is None
    assert effects(member) == []


def test_done_form_sent_again_after_undo_stays_undone(member, course, lessons):
    token = uuid.uuid4()
    learning.complete(member=member, lesson=lessons[0], form_token=token)
    learning.undo(member=member, lesson=lessons[0])
    learning.complete(member=member, lesson=lessons[0], form_token=token)
    assert study_course(member, course).progress.done == 0


def test_undo_by_a_clock_that_runs_behind_still_counts(member, course, lessons):
    now = timezone.now()
    learning.complete(member=member, lesson=lessons[0], at=now)
    learning.undo(member=member, lesson=lessons[0], at=now - timedelta(hours=1))
    assert study_course(member, course).progress.done == 0


def test_row_says_which_version_was_read(member, home):
    lesson = make_notebook_lesson(make_module(make_course(home, lessons=0)))
    row = learning.complete(member=member, lesson=LessonPage.objects.get(pk=lesson.pk))
    assert row.content_version == lesson.publication.version.content_version


def test_progress_of_one_member_is_not_that_of_another(member, course, lessons):
    learning.complete(member=MemberFactory(), lesson=lessons[0])
    assert study_course(member, course).progress.done == 0


def test_unpublished_lesson_neither_counts_nor_hides_what_was_done(member, course, lessons):
    for lesson in lessons[:2]:
        learning.complete(member=member, lesson=lesson)
    lessons[0].specific.unpublish()
    progress = study_course(member, course).progress
    assert (progress.done, progress.total) == (1, 2)
    assert Completion.objects.count() == 2


def test_ledger_refuses_change(member, lessons):
    row = learning.complete(member=member, lesson=lessons[0])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Completion.objects.filter(pk=row.pk).update(effect=Effect.UNDONE)


def test_enrolment_is_unique_in_the_database(member, course):
    now = timezone.now()
    learning.enrol(member=member, course=course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(member=member, course=course, enrolled_at=now, active_at=now)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("has_token", [True, False], ids=["same form token", "no token"])
def test_twenty_parallel_submits_make_one_row(at_once, member, lessons, has_token):
    token = uuid.uuid4() if has_token else None
    rows = at_once(20, lambda _: learning.complete(member=member, lesson=lessons[0], form_token=token))
    assert set(rows) == {Completion.objects.get()}
    assert (Completion.objects.count(), Enrolment.objects.count()) == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_parallel_done_and_undone_never_repeat_themselves(at_once, member, course, lessons):
    acts = [learning.complete, learning.undo]
    outcomes = at_once(20, lambda n: acts[n % 2](member=member, lesson=lessons[0]))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    written = [effect for _lesson, effect in effects(member)]
    assert all(first != second for first, second in itertools.pairwise(written))
