"""Asked once, answered once, shown only as the writer says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from tests.factories.evaluation import make_finish, make_outcome, make_survey, make_use
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.training import finish as finish_courses
from training.evaluation.enums import Use
from training.evaluation.errors import SurveyClosed
from training.evaluation.notification_kinds import SURVEY, USE
from training.evaluation.services import (
    NotYours,
    answer_survey,
    answer_use,
    ask_about_use,
    ask_one,
    hide_outcome,
    skip_survey,
)
from training.models import Completion, CourseFinish, Evaluation, UseCheck
from training.pages import CoursePage, LessonPage
from training.services import learning
from training.services.finishing import record_all_finishes

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


def told(kind):
    return Notification.objects.filter(kind=kind)


def test_finishing_asks_how_it_was_once(course, member):
    finish_courses(member, course)
    record_all_finishes()
    finish = CourseFinish.objects.get()
    assert told(SURVEY).get().subject_id == finish.pk


def test_a_finish_of_long_ago_asks_nobody(course, member):
    lesson = LessonPage.objects.get()
    learning.complete(member=member, lesson=lesson, at=NOW - 3 * DAY)
    assert CourseFinish.objects.exists()
    assert not told(SURVEY).exists()


def test_a_finish_of_long_ago_that_the_sweep_finds_asks_nobody(course, member):
    Completion.objects.create(  # as a release before this rule did
        member=member, lesson=LessonPage.objects.get(), content_version="x", effect="done", rule="marked",
        source="member", at=NOW - 3 * DAY,
    )  # fmt: skip
    assert record_all_finishes() == 1
    assert CourseFinish.objects.get().at == NOW - 3 * DAY
    assert not told(SURVEY).exists()


def test_answering_twice_changes_the_same_row_and_leaves_open_what_is_not_named(finish):
    first = answer_survey(finish=finish, answers={"relevance": 5, "pace": 2}, words=" Keep it. ", at=NOW)
    answer_survey(finish=finish, answers={"relevance": 1}, at=NOW + DAY)
    row = Evaluation.objects.get()
    assert (row.pk, row.relevance, row.pace, row.words, row.answered_at) == (first.pk, 1, None, "", NOW)
    assert first.words == "Keep it."


def test_answers_can_be_changed_for_30_days(finish):
    answer_survey(finish=finish, answers={"clarity": 5}, at=NOW)
    answer_survey(finish=finish, answers={"clarity": 4}, at=NOW + 30 * DAY)
    with pytest.raises(SurveyClosed, match="They stay as they were"):
        answer_survey(finish=finish, answers={"clarity": 1}, at=NOW + 31 * DAY)
    assert Evaluation.objects.get().clarity == 4


def test_skipping_is_remembered_takes_the_question_back_and_can_be_undone(course, member):
    finish_courses(member, course)
    finish = CourseFinish.objects.get()
    skip_survey(finish=finish)
    skip_survey(finish=finish)
    assert (Evaluation.objects.get().answered_at, told(SURVEY).count()) == (None, 0)
    answer_survey(finish=finish, answers={"relevance": 3})
    skip_survey(finish=finish)
    assert (Evaluation.objects.get().relevance, Evaluation.objects.get().skipped_at) == (3, None)


@pytest.mark.parametrize("days", [30, 60])
def test_the_task_asks_on_the_day_not_before_and_once(course, days):
    due, _early = (make_finish(course, at=NOW - days * DAY + offset) for offset in (timedelta(0), timedelta(hours=1)))
    make_finish(course, at=NOW - 80 * DAY)  # too long ago: no late mail about old courses
    assert [ask_about_use(at=NOW), ask_about_use(at=NOW)] == [1, 0]
    check = UseCheck.objects.get()
    assert (check.finish, check.days, told(USE).get().member) == (due, days, due.member)
    assert ask_about_use(at=NOW + timedelta(hours=1)) == 1


def test_the_task_asks_nobody_who_left_the_hub_or_whose_course_is_gone(course):
    gone = MemberFactory(is_active=False)
    make_finish(course, gone, days=31)
    assert ask_about_use() == 0
    make_finish(course, days=31)
    CoursePage.objects.get(pk=course.pk).unpublish()
    assert ask_about_use() == 0


def test_who_took_a_mark_back_is_not_asked(course, member):
    lesson = LessonPage.objects.get()
    learning.complete(member=member, lesson=lesson, at=NOW - 31 * DAY)
    learning.undo(member=member, lesson=lesson, at=NOW - 20 * DAY)
    assert ask_about_use(at=NOW) == 0
    learning.complete(member=member, lesson=lesson, at=NOW - 10 * DAY)
    assert ask_about_use(at=NOW) == 1  # the first finish stands again


def test_only_a_yes_with_words_can_be_shown(course):
    shown = make_use(course, words="It works.", is_shown=True)
    hidden = [make_use(course, words="It works."), make_use(course, is_shown=True),
              make_use(course, use=Use.NO, words="No time.", is_shown=True)]  # fmt: skip
    assert list(UseCheck.objects.outcomes()) == [shown]
    assert {check.shared_at for check in hidden} == {None}
    answer_use(check=shown, use=Use.NOT_YET, words="I was wrong.", is_shown=True)
    assert not UseCheck.objects.outcomes().exists()


def test_answering_takes_the_question_back_and_keeps_the_department_of_then(finish, member):
    check = ask_one(finish=finish, days=30, at=NOW)
    assert told(USE).exists()
    before = member.department
    answer_use(check=check, use=Use.YES, words="Yes.", is_shown=True)
    member.department = DepartmentFactory()
    member.save()
    again = answer_use(check=check, use=Use.YES, words="Yes, twice.", is_shown=True)
    assert (again.department, told(USE).count(), UseCheck.objects.count()) == (before, 0, 1)


def test_an_outcome_is_hidden_by_its_writer_or_an_editor_with_an_audit_entry(course, member, admin):
    mine, other = make_outcome(course, member), make_outcome(course)
    with pytest.raises(NotYours):
        hide_outcome(check=other, by=member)
    hide_outcome(check=mine, by=member)
    assert not AuditEntry.objects.filter(action="hide").exists()
    hide_outcome(check=other, by=admin)
    hide_outcome(check=other, by=admin)
    assert AuditEntry.objects.get(action="hide").by == admin
    assert not UseCheck.objects.outcomes().exists()


def test_of_two_finishes_of_one_person_the_latest_answer_counts(course, member):
    make_survey(course, member, relevance=1)
    later = make_finish(course, member, number=2)
    assert [row.relevance for row in Evaluation.objects.counting(course)] == [1]
    answer_survey(finish=later, answers={"relevance": 5})
    assert [row.relevance for row in Evaluation.objects.counting(course)] == [5]


@pytest.mark.parametrize(
    "fields",
    [{"relevance": 6, "answered_at": NOW}, {"pace": 4, "answered_at": NOW}, {"relevance": 3, "skipped_at": NOW},
     {"answered_at": NOW, "skipped_at": NOW}, {}],
)  # fmt: skip
def test_the_database_refuses_a_survey_that_breaks_a_rule(finish, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(finish=finish, **fields)


@pytest.mark.parametrize(
    "fields",
    [{"days": 31}, {"use": "maybe", "answered_at": NOW}, {"use": "yes"}, {"words": "Yes."},
     {"use": "no", "words": "No.", "answered_at": NOW, "shared_at": NOW},
     {"use": "yes", "answered_at": NOW, "shared_at": NOW}],
)  # fmt: skip
def test_the_database_refuses_a_check_that_breaks_a_rule(finish, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        UseCheck.objects.create(finish=finish, **{"days": 30, "asked_at": NOW, **fields})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_answers_at_once_are_one(finish, at_once):
    at_once(20, lambda number: answer_survey(finish=finish, answers={"relevance": number % 5 + 1}))
    assert Evaluation.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_task_at_once_asks_once(finish, at_once):
    asked = at_once(8, lambda _number: ask_one(finish=finish, days=30, at=NOW))
    assert [check is not None for check in asked].count(True) == 1
    assert (UseCheck.objects.count(), told(USE).count()) == (1, 1)
