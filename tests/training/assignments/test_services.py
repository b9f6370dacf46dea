import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from tests.factories.lessons import answer, give_work
from tests.factories.people import MemberFactory
from training.assignments.enums import Verdict, WorkState
from training.assignments.errors import DraftChanged, ReviewRefused, WorkRefused
from training.assignments.services import Words, hand_in, save_draft, take_back
from training.models import Completion, Enrolment, Review, Submission, Work

pytestmark = pytest.mark.django_db


def state_of(work):
    return Work.objects.get(pk=work.pk).state


def ledger(member):
    rows = Completion.objects.filter(member=member).order_by("pk")
    return [(row.effect, row.rule, row.source) for row in rows]


def told(member):
    rows = Notification.objects.filter(member=member, kind__startswith="work_")
    return list(rows.values_list("kind", flat=True).order_by("pk"))


def test_handing_in_keeps_the_words_enrols_and_tells_the_instructors(lesson, member, instructor):
    submission = give_work(member, lesson)
    assert (submission.number, submission.text) == (1, "MY-OWN-WORDS")
    assert state_of(submission.work) == WorkState.WAITING
    assert Enrolment.objects.of(member).exists()
    assert (told(instructor), told(member), ledger(member)) == (["work_handed_in"], [], [])


def test_a_form_sent_twice_hands_in_once(lesson, member):
    token = uuid.uuid4()
    assert give_work(member, lesson, form_token=token) == give_work(member, lesson, "Other", form_token=token)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   \n"])
def test_nothing_is_not_handed_in(lesson, member, text):
    with pytest.raises(WorkRefused):
        give_work(member, lesson, text)
    assert not Submission.objects.exists()


def test_a_newer_version_keeps_its_turn(lesson, member):
    before = timezone.now() - timedelta(days=3)
    give_work(member, lesson, at=before)
    work = give_work(member, lesson, "Better").work
    assert Work.objects.get(pk=work.pk).waiting_since == before
    assert list(work.submissions.values_list("number", "text").order_by("number")) == [
        (1, "MY-OWN-WORDS"),
        (2, "Better"),
    ]


def test_a_tab_left_open_takes_nothing_back(lesson, member):
    draft = save_draft(member=member, lesson=lesson, words=Words(text="First tab"), seen=0)
    with pytest.raises(DraftChanged):
        save_draft(member=member, lesson=lesson, words=Words(text="Second tab"), seen=0)
    same = save_draft(member=member, lesson=lesson, words=Words(text="First tab"), seen=0)
    assert (same.text, same.draft_version) == ("First tab", draft.draft_version)
    assert save_draft(member=member, lesson=lesson, words=Words(text="Both"), seen=1).text == "Both"


def test_accepting_writes_the_ledger_once_and_tells_the_learner(lesson, member, instructor):
    submission = give_work(member, lesson)
    token = uuid.uuid4()
    given = answer(submission, instructor, form_token=token)
    assert answer(submission, instructor, Verdict.RETURNED, form_token=token) == given
    assert (given.points, given.most) == (3, 5)
    assert [mark["level"] for mark in given.marks] == ["Clear", "Nearly"]
    assert ledger(member) == [("done", "accepted", "assignment")]
    assert told(member) == ["work_answered"]
    with pytest.raises(WorkRefused):
        give_work(member, lesson, "More")


def test_another_try_leaves_the_ledger_alone(lesson, member, instructor):
    submission = give_work(member, lesson)
    answer(submission, instructor, Verdict.RETURNED)
    assert (state_of(submission.work), ledger(member)) == (WorkState.RETURNED, [])
    second = give_work(member, lesson, "Second try")
    assert (second.number, state_of(second.work)) == (2, WorkState.WAITING)


def test_the_second_of_two_instructors_is_told(lesson, member, instructor, admin):
    submission = give_work(member, lesson)
    answer(submission, instructor, Verdict.RETURNED)
    with pytest.raises(ReviewRefused, match="meanwhile"):
        answer(submission, admin)
    assert (Review.objects.count(), ledger(member)) == (1, [])


def test_an_answer_to_an_older_version_is_refused(lesson, member, instructor):
    first = give_work(member, lesson)
    give_work(member, lesson, "Newer")
    with pytest.raises(ReviewRefused, match="newer version"):
        answer(first, instructor)


def test_an_acceptance_taken_back_is_undone_audited_and_waits_again(lesson, member, instructor):
    submission = give_work(member, lesson)
    answer(submission, instructor)
    work = submission.work
    assert take_back(work=work, by=instructor, reason="The file was empty.")
    assert take_back(work=work, by=instructor, reason="Again.") is None
    assert state_of(work) == WorkState.WAITING
    assert [effect for effect, _rule, _source in ledger(member)] == ["done", "undone"]
    entry = AuditEntry.objects.get(action="take back acceptance")
    assert (entry.by, entry.after["reason"]) == (instructor, "The file was empty.")
    answer(submission, instructor)
    assert [effect for effect, _rule, _source in ledger(member)] == ["done", "undone", "done"]


@pytest.mark.parametrize("model", [Submission, Review])
def test_what_was_handed_in_and_answered_never_changes(lesson, member, instructor, model):
    answer(give_work(member, lesson), instructor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**({"text": "x"} if model is Submission else {"feedback": "x"}))


def test_work_is_seen_by_its_member_and_who_may_change_the_course(lesson, member, instructor, admin):
    work = give_work(member, lesson).work
    draft = save_draft(member=MemberFactory(), lesson=lesson, words=Words(text="Not yet"))
    seen = {
        name: set(Work.objects.visible_to(who))
        for name, who in (("own", member), ("instructor", instructor), ("admin", admin), ("other", MemberFactory()))
    }
    assert seen == {"own": {work}, "instructor": {work}, "admin": {work}, "other": set()}
    assert set(Work.objects.visible_to(draft.member)) == {draft}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_sends_of_one_form_are_one_submission_and_twenty_answers_one_review(at_once, lesson, member, instructor):
    token = uuid.uuid4()
    at_once(20, lambda _n: hand_in(member=member, lesson=lesson, words=Words(text="Once"), form_token=token))
    submission = Submission.objects.get()

    def decide(number):
        try:
            return answer(submission, instructor, (Verdict.ACCEPTED, Verdict.RETURNED)[number % 2]).verdict
        except ReviewRefused:
            return None

    given = [verdict for verdict in at_once(20, decide) if verdict]
    assert len(given) == 1 == Review.objects.count()
    assert len(ledger(member)) == (given == [Verdict.ACCEPTED])
