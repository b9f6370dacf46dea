"""Courses before a course: loops, what learners are told, what the service enforces."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from community.pages.publishing import PublicationRefused, faults_of
from tests.factories.training import finish, make_article, make_course, make_module, make_prerequisite
from training.enums import Source
from training.errors import PrerequisitesMissing
from training.models import Completion, Enrolment, Prerequisite
from training.pages import CoursePage, LessonPage
from training.prerequisites.enums import Strength
from training.prerequisites.loops import loop_through
from training.prerequisites.standing import needs_of
from training.services import learning
from training.standing import progress_in
from training.study import study_courses

pytestmark = pytest.mark.django_db

REQUIRED = Strength.REQUIRED


@pytest.fixture
def courses(home):
    """One, Two, Three: a lesson each."""
    return [make_course(home, slug, title=slug.capitalize(), lessons=1) for slug in ("one", "two", "three")]


@pytest.mark.parametrize(
    ("needs", "loop"),
    [
        ({}, []),
        ({1: [2], 2: [3]}, []),
        ({1: [2, 3], 2: [4], 3: [4]}, []),
        ({2: [3], 3: [2], 1: [2]}, []),
        ({1: [1]}, [1, 1]),
        ({1: [2], 2: [1]}, [1, 2, 1]),
        ({1: [2, 4], 2: [3], 3: [1], 4: [1]}, [1, 4, 1]),
        ({1: [2], 2: [3], 3: [1]}, [1, 2, 3, 1]),
    ],
)
def test_loop_is_the_shortest_way_back(needs, loop):
    assert loop_through(1, needs) == loop


def needing(course, *others):
    """The course as an editor has changed it, not saved."""
    page = CoursePage.objects.get(pk=course.pk)
    page.prerequisites = [Prerequisite(needs=other) for other in others]
    return page


def test_loop_is_refused_at_publication_and_named(courses):
    one, two, three = courses
    make_prerequisite(two, three)
    make_prerequisite(three, one)
    page = needing(one, two)
    revision = page.save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish()
    (fault,) = faults_of(page)
    assert "“One” needs “Two”, “Two” needs “Three”, “Three” needs “One”. Nobody could begin." in str(fault)
    assert not Prerequisite.objects.filter(course=one).exists()


def test_prerequisites_without_a_loop_are_published(courses):
    one, two, three = courses
    make_prerequisite(two, three)
    needing(one, two, three).save_revision().publish()
    assert [need.course.title for need in needs_of(_nobody(), one).rows] == ["Two", "Three"]


def _nobody():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_course_named_twice_and_itself_are_faults(courses):
    one, two, _three = courses
    assert ["named twice" in str(fault) for fault in faults_of(needing(one, two, two))] == [True]
    assert ["“One” needs “One”" in str(fault) for fault in faults_of(needing(one, one))] == [True]


def test_database_refuses_a_course_that_needs_itself_and_a_strength_nobody_knows(courses):
    one, two, _three = courses
    for fields in ({"needs": one}, {"needs": two, "strength": "strict"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Prerequisite.objects.create(course=one, **fields)


def test_older_revision_brings_its_prerequisites_back(courses):
    one, two, three = courses
    older = needing(one, two).save_revision()
    older.publish()
    needing(one, three).save_revision().publish()
    older.publish()
    assert list(Prerequisite.objects.filter(course=one).values_list("needs", flat=True)) == [two.pk]


def test_learner_sees_how_many_of_them_are_finished(courses, member, client_for):
    one, two, three = courses
    make_prerequisite(one, two, strength=REQUIRED)
    make_prerequisite(one, three)
    finish(member, two)
    page = " ".join(client_for(member).get(one.get_absolute_url()).text.split())
    assert "This course needs 2 others: you have 1 of 2." in page
    assert page.count('<span class="hub-hidden">Finished:</span>') == 1
    assert 'href="/training/three/"' in page
    visitor = client_for(None).get(one.get_absolute_url()).text
    assert "This course needs 2 others first." in visitor
    assert "Before you start" not in client_for(member).get(two.get_absolute_url()).text


def test_unpublished_prerequisite_is_neither_shown_nor_required(home, courses, member, client_for):
    one = courses[0]
    make_prerequisite(one, make_course(home, "secret", live=False), strength=REQUIRED)
    assert needs_of(member, one).rows == []
    assert "secret" not in client_for(member).get(one.get_absolute_url()).text.lower()
    assert learning.enrol(member=member, course=one).is_active


def test_required_course_blocks_until_it_is_finished(courses, member):
    one, two, three = courses
    make_prerequisite(one, two, strength=REQUIRED)
    make_prerequisite(one, three)
    with pytest.raises(PrerequisitesMissing, match=r"Finish “Two”, then enrol\."):
        learning.enrol(member=member, course=one)
    assert not Enrolment.objects.filter(course=one).exists()
    finish(member, two)
    assert learning.enrol(member=member, course=one).is_active


def test_recommended_course_warns_and_lets_enrol(courses, member, client_for):
    one, two, _three = courses
    make_prerequisite(one, two)
    browser = client_for(member)
    assert "You may enrol all the same." in browser.get(one.get_absolute_url()).text
    answer = browser.post(f"{one.get_absolute_url()}enrol/", {"form_token": str(uuid.uuid4())})
    assert answer.status_code == 303
    assert Enrolment.objects.get(member=member, course=one).is_active


def test_blocked_learner_gets_a_sentence_and_no_button(courses, member, client_for):
    one, two, _three = courses
    make_prerequisite(one, two, strength=REQUIRED)
    browser = client_for(member)
    page = browser.get(one.get_absolute_url()).text
    assert "You can enrol once you have finished what the course requires." in page
    assert 'action="/training/one/enrol/"' not in page
    for address in ("enrol/", "start/lesson-1/done/"):
        answer = browser.post(f"{one.get_absolute_url()}{address}", {"form_token": str(uuid.uuid4())})
        assert answer.status_code == 409
        assert "This course requires another one first. Finish “Two”, then enrol." in answer.text
    assert not Enrolment.objects.exists()
    assert not Completion.objects.exists()


def test_who_was_enrolled_before_goes_on(courses, member):
    one, two, _three = courses
    learning.enrol(member=member, course=one)
    learning.withdraw(member=member, course=one)
    make_prerequisite(one, two, strength=REQUIRED)
    assert learning.enrol(member=member, course=one).is_active


def test_fact_from_elsewhere_is_never_lost(courses, member):
    one, two, _three = courses
    make_prerequisite(one, two, strength=REQUIRED)
    lesson = LessonPage.objects.readable().under(one.path).get()
    learning.complete(member=member, lesson=lesson, source=Source.ATTENDANCE)
    assert Completion.objects.get().lesson_id == lesson.pk


def test_progress_of_many_equals_that_of_each(home, courses, member):
    from tests.factories.people import MemberFactory

    other = MemberFactory()
    module = make_module(courses[0], "more")
    make_article(module, "draft", live=False)
    finish(member, courses[0], courses[1])
    learning.undo(member=member, lesson=LessonPage.objects.under(courses[1].path).first())
    finish(other, courses[2])
    found = progress_in(courses, [member.pk, other.pk])
    for person in (member, other):
        for study in study_courses(person, courses):
            assert found[person.pk, study.course.pk] == study.progress
    assert [found[member.pk, course.pk].percent for course in courses] == [100, 0, 0]


def test_finished_course_stays_finished_where_many_are_asked(courses, member):
    finish(member, courses[0])
    make_article(make_module(courses[0], "more"), "later")
    (study,) = study_courses(member, courses[:1])
    found = progress_in(courses, [member.pk])[member.pk, courses[0].pk]
    assert (found, found.percent) == (study.progress, 100)


def test_course_page_says_what_the_lessons_add_up_to(home, client):
    course = make_course(home, hours=3, lessons=0)
    make_article(make_module(course), minutes=95)
    page = " ".join(client.get(course.get_absolute_url()).text.split())
    assert "1 lesson, 1 hour 35 minutes in all. The course counts as 3 hours." in page
