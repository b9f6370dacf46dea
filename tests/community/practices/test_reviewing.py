"""Reviews: who may take a place, what answers come to, who sees what is not published."""

from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.people.services import announce_member
from community.practices.deciding import comes_to
from community.practices.enums import OPEN, Standing, State, Verdict
from community.practices.models import Answer, Authorship, Practice, Seat, Version
from community.practices.refusals import NotIndependent, PlaceTaken, PracticeRefused
from community.practices.services import reviewing, writing
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.practices import (
    give_answer,
    make_approved,
    make_draft,
    make_practice,
    make_split,
    make_submitted,
    words,
)

pytestmark = pytest.mark.django_db
YES, NO = Verdict.APPROVE, Verdict.CHANGES


@pytest.fixture
def editor():
    member = MemberFactory()
    member.groups.add(Group.objects.get_or_create(name="Editors")[0])
    return member


@given(st.lists(st.sampled_from([YES, NO]), max_size=3), st.sampled_from([2, 3]))
def test_two_who_agree_decide_and_nothing_else_does(verdicts, places):
    state = comes_to(dict(enumerate(verdicts[:places])), places)
    given_ = verdicts[:places]
    assert (state == State.APPROVED) == (given_.count(YES) >= 2)
    assert (state == State.CHANGES) == (given_.count(NO) >= 2)
    assert (state == State.SPLIT) == (places == 2 and sorted(given_) == sorted([YES, NO]))


def test_walk_from_draft_to_a_second_version():
    version = make_submitted()
    author = version.practice.owner
    first, second = give_answer(version, NO), give_answer(version, NO)
    version.refresh_from_db()
    assert version.state == State.CHANGES
    saved = writing.save(version=version, written=words(result="Better."), by=author, edits=version.edits)
    assert saved.state == State.CHANGES
    writing.submit(version=version, by=author)
    for seat in (first, second):  # the same people are asked again
        assert list(Seat.objects.to_answer(seat.member)) == [seat]
        reviewing.answer(version=version, by=seat.member, verdict=YES, words="Now it is right.")
    writing.publish(version=version, by=author)
    practice = Practice.objects.get()
    assert (practice.standing, practice.current) == (Standing.PUBLISHED, version)

    revised = writing.revise(practice=practice, by=author)
    assert (revised.number, revised.result) == (2, "Better.")
    assert writing.revise(practice=practice, by=author) == revised
    with pytest.raises(PracticeRefused, match="what is new"):
        writing.submit(version=revised, by=author)
    writing.submit(version=revised, by=author, change_note="Figures of this year.")
    for _number in range(2):
        give_answer(revised)
    writing.publish(version=revised, by=author)
    assert list(practice.versions.order_by("number").values_list("state", "change_note")) == [
        (State.REPLACED, ""),
        (State.PUBLISHED, "Figures of this year."),
    ]
    assert AuditEntry.objects.filter(kind="practices.practice", action="publish").count() == 2


def test_what_is_missing_is_named_and_nothing_is_submitted():
    version = make_draft(steps="", cost=" ")
    with pytest.raises(PracticeRefused, match="write: steps, one a line, what it takes"):
        writing.submit(version=version, by=version.practice.owner)
    assert Version.objects.get().state == State.DRAFT


def who_may_not(version):
    """Each way to be dependent: author, co-author, colleague of either, nobody's."""
    author = version.practice.owner
    coauthor = version.practice.authors.exclude(pk=author.pk).get()
    return {
        "author": author,
        "co-author": coauthor,
        "colleague": MemberFactory(department=author.department),
        "colleague of the co-author": MemberFactory(department=coauthor.department),
        "without a department": MemberFactory(department=None),
        "no account": MemberFactory(is_active=False),
    }


def test_nobody_who_depends_on_the_authors_takes_a_place(editor):
    version = make_submitted(coauthors=[MemberFactory()])
    for name, member in who_may_not(version).items():
        with pytest.raises(NotIndependent):
            reviewing.take_place(version=version, member=member)
        with pytest.raises(NotIndependent):
            reviewing.ask(version=version, member=member, by=editor)
        if name != "no account":
            assert not Version.objects.looking_for_reviewers(member).exists(), name
    assert list(Version.objects.looking_for_reviewers(MemberFactory())) == [version]


def test_the_database_refuses_dependent_reviewers_too():
    version = make_submitted(coauthors=[MemberFactory()])
    elsewhere = DepartmentFactory()
    for name, member in who_may_not(version).items():
        if name == "no account":
            continue
        for department in {member.department, elsewhere} - {None}:  # nor does a false department help
            with pytest.raises(IntegrityError), transaction.atomic():
                Seat.objects.create(version=version, place=1, member=member, department=department)
    seat = reviewing.take_place(version=version, member=MemberFactory())
    for author in (seat.member, MemberFactory(department=seat.department)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Authorship.objects.create(practice=version.practice, member=author)


def test_two_reviewers_come_from_two_departments_and_a_full_review_says_so(editor):
    version = make_submitted()
    first = reviewing.take_place(version=version, member=MemberFactory())
    with pytest.raises(PlaceTaken, match="reviews it already"):
        reviewing.take_place(version=version, member=MemberFactory(department=first.department))
    reviewing.ask(version=version, member=MemberFactory(), by=editor)
    with pytest.raises(PlaceTaken, match="taken by now"):
        reviewing.take_place(version=version, member=MemberFactory())
    assert Version.objects.looking_for_reviewers(MemberFactory()).count() == 0
    reviewing.leave_place(seat=first, by=first.member)
    assert reviewing.take_place(version=version, member=MemberFactory()).place == first.place


def test_a_reviewer_who_moves_to_the_authors_department_is_no_reviewer_any_more():
    version = make_submitted()
    waiting, answered = reviewing.take_place(version=version, member=MemberFactory()), give_answer(version)
    for seat in (waiting, answered):
        seat.member.department = version.practice.department
        seat.member.save()
    with pytest.raises(NotIndependent, match="works in a department that wrote"):
        reviewing.answer(version=version, by=waiting.member, verdict=YES, words="Mine.")
    for seat in (waiting, answered):
        announce_member(member=seat.member)
    assert list(version.seats.held()) == [answered]  # what was said before the move stands
    assert not Version.objects.visible_to(waiting.member).exists()
    assert reviewing.take_place(version=version, member=MemberFactory()).place == waiting.place


def test_an_author_from_a_reviewers_department_is_refused_with_a_sentence():
    version = make_submitted()
    seat = reviewing.take_place(version=version, member=MemberFactory())
    writing.take_back_version(version=version, by=version.practice.owner)
    coauthor = MemberFactory(department=seat.department)
    with pytest.raises(NotIndependent, match=seat.department.acronym):
        writing.save(
            version=version, written=words(coauthors=[coauthor]), by=version.practice.owner, edits=version.edits
        )
    assert not version.practice.authors.contains(coauthor)


@pytest.mark.parametrize(("third", "state"), [(YES, State.APPROVED), (NO, State.CHANGES)])
def test_where_two_disagree_a_third_decides(editor, third, state):
    version = make_split()
    with pytest.raises(PracticeRefused, match="Only what two reviewers"):
        writing.publish(version=version, by=version.practice.owner)
    assert Notification.objects.filter(member=editor, kind="practice_submitted").count() == 2
    with pytest.raises(PracticeRefused, match="Editors do that"):
        reviewing.open_third_place(version=version, by=MemberFactory())
    reviewing.open_third_place(version=version, by=editor)
    give_answer(version, third)
    version.refresh_from_db()
    assert version.state == state


@pytest.mark.parametrize(("verdict", "state"), [(YES, State.APPROVED), (NO, State.CHANGES)])
def test_where_two_disagree_the_editors_decide_with_a_sentence(editor, verdict, state):
    version = make_split()
    decided = reviewing.decide(version=version, by=editor, verdict=verdict, words="The law leaves no choice.")
    assert (decided.state, decided.decided_because) == (state, "The law leaves no choice.")
    with pytest.raises(PracticeRefused, match="only where reviewers disagree"):
        reviewing.decide(version=version, by=editor, verdict=YES, words="Again.")


def test_an_editor_decides_nothing_about_an_own_practice(editor):
    version = make_split(editor)
    for step in (reviewing.open_third_place, reviewing.decide):
        more = {"verdict": YES, "words": "Mine."} if step is reviewing.decide else {}
        with pytest.raises(PracticeRefused, match="not for what they wrote"):
            step(version=version, by=editor, **more)


def test_answers_stand_and_are_given_once():
    version = make_submitted()
    seat = give_answer(version)
    with pytest.raises(PracticeRefused, match="answered already"):
        reviewing.answer(version=version, by=seat.member, verdict=NO, words="No.")
    with pytest.raises(PracticeRefused, match="answer stands"):
        reviewing.leave_place(seat=seat, by=seat.member)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(verdict=NO)


def test_a_change_after_approval_needs_reviews_again():
    version = make_approved()
    author = version.practice.owner
    saved = writing.save(version=version, written=words(problem="Another one."), by=author, edits=version.edits)
    assert saved.state == State.DRAFT
    with pytest.raises(PracticeRefused, match="approved can be published"):
        writing.publish(version=version, by=author)


def test_who_sees_a_version_in_each_state(editor):
    """Against a rule written for one object, for each state and each person."""
    versions = [make_draft(), make_submitted(), make_split(), make_approved(), make_practice().current]
    for version in list(versions):
        if version.state == State.REVIEW:
            reviewing.take_place(version=version, member=MemberFactory())
    left = make_submitted()
    seat = reviewing.take_place(version=left, member=MemberFactory())
    reviewing.leave_place(seat=seat, by=seat.member)
    versions.append(left)
    people = [editor, seat.member, MemberFactory(is_superuser=True), MemberFactory()]
    people += [version.practice.owner for version in versions]
    people += [held.member for held in Seat.objects.held()]
    for person, version in product(people, versions):
        takes_part = (
            person.is_superuser
            or person == editor
            or version.practice.authors.contains(person)
            or version.seats.filter(member=person, left_at=None).exists()
        )
        expected = takes_part or version.state not in OPEN
        assert Version.objects.visible_to(person).contains(version) == expected
        assert Version.objects.under_review_by(person).contains(version) == takes_part
        assert Practice.objects.visible_to(person).contains(version.practice) == expected
        reads = Answer.objects.visible_to(person).filter(seat__version=version).exists()
        assert reads == (takes_part and version.seats.filter(answers__isnull=False).exists())


def test_a_reviewer_reads_the_others_words_only_after_an_own_answer():
    version = make_submitted()
    first, second = give_answer(version), reviewing.take_place(version=version, member=MemberFactory())
    assert not Answer.objects.visible_to(second.member).exists()
    assert Answer.objects.visible_to(first.member).count() == 1
    reviewing.answer(version=version, by=second.member, verdict=NO, words="Too short.")
    assert Answer.objects.visible_to(second.member).count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_who_take_the_last_place_at_once_are_one(at_once):
    for turn in range(4):
        version = make_submitted(title=f"Practice {turn}")
        reviewing.take_place(version=version, member=MemberFactory())
        crowd = MemberFactory.create_batch(12)

        def work(number, version=version, crowd=crowd):
            return reviewing.take_place(version=version, member=crowd[number])

        results = at_once(12, work)
        assert sorted(type(result) for result in results if not isinstance(result, PlaceTaken)) == [Seat]
        assert sorted(version.seats.held().values_list("place", flat=True)) == [1, 2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_answers_at_once_are_both_counted(at_once):
    for turn in range(6):
        version = make_submitted(title=f"Practice {turn}")
        seats = [reviewing.take_place(version=version, member=MemberFactory()) for _number in range(2)]

        def work(number, version=version, seats=seats):
            return reviewing.answer(version=version, by=seats[number].member, verdict=YES, words="Yes.")

        assert [type(result) for result in at_once(2, work)] == [Answer, Answer]
        assert Version.objects.get(pk=version.pk).state == State.APPROVED
