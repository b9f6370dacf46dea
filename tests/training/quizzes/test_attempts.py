import uuid
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from community.people.models import AuditEntry
from tests.factories.people import MemberFactory
from tests.factories.quizzes import answer_all, make_bank, make_draft, make_quiz, take
from training.enums import Rule, Source
from training.models import Completion, Enrolment
from training.quizzes.errors import AttemptOver, AttemptRefused
from training.quizzes.models import AskedQuestion, Attempt, ExtraTime, Question, QuestionVersion
from training.quizzes.services.attempts import hand_in, hand_in_overdue, save_answers, show_hint, start_attempt
from training.quizzes.services.bank import give_extra_time, use_question, write_questions

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_starting_enrols_and_asks_the_bank_in_its_versions(quiz, course, member):
    attempt = start_attempt(member=member, lesson=quiz)
    asked = AskedQuestion.objects.filter(attempt=attempt)
    assert {row.version_id for row in asked} == set(Question.objects.values_list("current", flat=True))
    assert [row.place for row in asked.order_by("place")] == list(range(1, 8))
    assert Enrolment.objects.get().member == member


def test_the_same_form_or_an_attempt_that_goes_on_starts_no_second(quiz, member):
    token = uuid.uuid4()
    first = start_attempt(member=member, lesson=quiz, form_token=token)
    assert start_attempt(member=member, lesson=quiz, form_token=token) == first
    assert start_attempt(member=member, lesson=quiz, form_token=uuid.uuid4()) == first
    hand_in(attempt=first)
    assert start_attempt(member=member, lesson=quiz, form_token=token) == first
    assert Attempt.objects.count() == 1


def test_passing_writes_the_ledger_once_and_failing_later_takes_nothing_back(quiz, member):
    passed = take(member, quiz)
    failed = take(member, quiz, right=False)
    take(member, quiz)
    assert (passed.percent, passed.is_passed, failed.percent, failed.is_passed) == (100, True, 0, False)
    row = Completion.objects.get()
    assert (row.rule, row.source, row.lesson_id) == (Rule.PASSED, Source.QUIZ, quiz.pk)


def test_failing_writes_no_ledger_row(quiz, member):
    assert not take(member, quiz, right=False).is_passed
    assert Completion.objects.count() == 0


def test_an_attempt_keeps_the_wording_and_the_rule_it_began_with(quiz, course, member):
    attempt = start_attempt(member=member, lesson=quiz)
    changed = make_draft("q-single", "single", lines=["other", "* new right"])
    write_questions(course=course, drafts=[changed], by=None)
    use_question(question=Question.objects.get(key="q-text"), is_in_use=False, by=member)
    quiz.pass_percent = 1
    quiz.save()
    answer_all(attempt)
    handed_in = hand_in(attempt=attempt)
    assert (handed_in.percent, handed_in.pass_percent, AskedQuestion.objects.count()) == (100, 80, 7)
    assert QuestionVersion.objects.filter(question__key="q-single").count() == 2


def test_versions_refuse_change(quiz):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        QuestionVersion.objects.update(text="Other words")


@pytest.mark.parametrize(("late", "is_taken"), [(0, True), (19, True), (21, False)])
def test_answers_are_taken_until_the_time_is_over(module, course, member, late, is_taken):
    make_bank(course)
    quiz = make_quiz(module, limit_minutes=10)
    attempt = start_attempt(member=member, lesson=quiz, at=NOON)
    at = NOON + 10 * MINUTE + timedelta(seconds=late)
    with nullcontext() if is_taken else pytest.raises(AttemptOver, match="time is over"):
        save_answers(attempt=attempt, answers={1: ("x", True)}, tab=None, at=at)


def test_when_the_time_is_over_what_was_saved_is_marked_at_that_moment(module, course, member):
    make_bank(course)
    quiz = make_quiz(module, limit_minutes=10)
    attempt = start_attempt(member=member, lesson=quiz, at=NOON)
    rows = AskedQuestion.objects.filter(attempt=attempt, version__kind="truefalse")
    save_answers(attempt=attempt, answers={rows.get().place: ("false", True)}, tab=None, at=NOON + MINUTE)
    assert hand_in_overdue(at=NOON + 10 * MINUTE) == 0
    assert hand_in_overdue(at=NOON + 11 * MINUTE) == 1
    attempt.refresh_from_db()
    assert (attempt.points, attempt.handed_in_at, attempt.is_ended_by_time) == (1, NOON + 10 * MINUTE, True)


def test_starting_after_the_time_hands_in_the_old_attempt_even_when_no_new_one_is_allowed(module, course, member):
    make_bank(course)
    quiz = make_quiz(module, limit_minutes=10, attempts_allowed=1)
    start_attempt(member=member, lesson=quiz, at=NOON)
    with pytest.raises(AttemptRefused, match="one attempt"):
        start_attempt(member=member, lesson=quiz, at=NOON + 60 * MINUTE)
    assert Attempt.objects.get().is_ended_by_time


@pytest.mark.parametrize(("factor", "minutes", "own"), [("1.5", 0, 15), ("1", 7, 17), ("4", 5, 45)])
def test_extra_time_stretches_the_limit_and_is_audited(module, course, member, admin, factor, minutes, own):  # noqa: PLR0917
    make_bank(course)
    quiz = make_quiz(module, limit_minutes=10)
    give_extra_time(course=course, member=member, factor=Decimal(factor), minutes=minutes, by=admin)
    assert start_attempt(member=member, lesson=quiz, at=NOON).deadline == NOON + own * MINUTE
    other = start_attempt(member=MemberFactory(), lesson=quiz, at=NOON)
    assert other.deadline == NOON + 10 * MINUTE
    assert AuditEntry.objects.get(action="give extra time").by == admin
    assert give_extra_time(course=course, member=member, factor=Decimal(1), minutes=0, by=admin) is None
    assert (ExtraTime.objects.count(), AuditEntry.objects.filter(action="take back extra time").count()) == (0, 1)


def test_attempts_and_the_wait_between_them_are_counted(module, course, member):
    make_bank(course)
    quiz = make_quiz(module, attempts_allowed=2, wait_minutes=60)
    hand_in(attempt=start_attempt(member=member, lesson=quiz, at=NOON), at=NOON + MINUTE)
    with pytest.raises(AttemptRefused, match="next attempt may begin on November 3, 2026"):
        start_attempt(member=member, lesson=quiz, at=NOON + 60 * MINUTE)
    hand_in(attempt=start_attempt(member=member, lesson=quiz, at=NOON + 61 * MINUTE), at=NOON + 62 * MINUTE)
    with pytest.raises(AttemptRefused, match="all 2 attempts"):
        start_attempt(member=member, lesson=quiz, at=NOON + 999 * MINUTE)


def test_a_quiz_whose_bank_is_empty_is_refused_and_leaves_nothing(module, member):
    with pytest.raises(AttemptRefused, match="no questions at the moment"):
        start_attempt(member=member, lesson=make_quiz(module))
    assert (Attempt.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_of_two_tabs_the_latest_deliberate_change_counts(quiz, member):
    attempt = start_attempt(member=member, lesson=quiz)
    one, two = uuid.uuid4(), uuid.uuid4()
    save_answers(attempt=attempt, answers={1: ("a", True)}, tab=one)
    untouched = save_answers(attempt=attempt, answers={1: (None, False)}, tab=two)
    assert (untouched.places, AskedQuestion.objects.get(place=1).answer) == ([], "a")
    changed = save_answers(attempt=attempt, answers={1: ("b", True)}, tab=two)
    assert (changed.places, changed.elsewhere) == ([1], [1])
    back = save_answers(attempt=attempt, answers={1: (None, False)}, tab=two)
    assert (back.elsewhere, AskedQuestion.objects.get(place=1).answer) == ([], None)


def test_after_handing_in_no_answer_and_no_hint_is_taken(quiz, member):
    attempt = take(member, quiz)
    with pytest.raises(AttemptOver, match="handed in already"):
        save_answers(attempt=attempt, answers={1: ("a", True)}, tab=None)
    with pytest.raises(AttemptOver):
        show_hint(attempt=attempt, place=1)


def test_a_hint_is_noted_once(quiz, member):
    attempt = start_attempt(member=member, lesson=quiz)
    show_hint(attempt=attempt, place=1, at=NOON)
    show_hint(attempt=attempt, place=1, at=NOON + MINUTE)
    assert AskedQuestion.objects.get(place=1).hint_shown_at == NOON


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_parallel_submits_are_one_result(at_once, quiz, member):
    attempt = start_attempt(member=member, lesson=quiz)
    answer_all(attempt)
    results = at_once(20, lambda _: hand_in(attempt=Attempt.objects.get(pk=attempt.pk)))
    assert {(result.pk, result.percent, result.is_passed) for result in results} == {(attempt.pk, 100, True)}
    assert (Attempt.objects.count(), Completion.objects.count()) == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_parallel_starts_are_one_attempt(at_once, quiz, member):
    results = at_once(20, lambda _: start_attempt(member=member, lesson=quiz, form_token=uuid.uuid4()))
    assert set(results) == {Attempt.objects.get()}
    assert AskedQuestion.objects.count() == 7
