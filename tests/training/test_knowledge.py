"""Finished courses show who knows what: by title and topic, while the course is published."""

import pytest

from community.people.models import Member
from community.people.registries import Reason
from community.people.words import Words
from tests.factories.people import MemberFactory
from tests.factories.training import finish, make_course
from training.knowledge import COURSES

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(home):
    made = make_course(home, "sql", lessons=1, title="First steps in SQL")
    made.topics.add("Data quality")
    made.save()
    return made


def test_who_finished_a_course_knows_about_its_title_and_topics(course, member):
    finish(member, course)

    for title, word in (("Does SQL know dates?", "SQL"), ("Poor data quality", "Data quality")):
        words = Words.of(title)
        assert COURSES.counts(words, Member.objects.all()) == {member.pk: 1}
        assert COURSES.reasons(words, [member.pk]) == {member.pk: Reason("courses", 1, (word,), course.pk)}


def test_who_did_not_finish_it_and_other_words_give_no_reason(course, member):
    MemberFactory()

    assert COURSES.counts(Words.of("Does SQL know dates?"), Member.objects.all()) == {}
    finish(member, course)
    assert COURSES.counts(Words.of("First steps with surveys"), Member.objects.all()) == {}


def test_an_unpublished_course_gives_no_reason_and_no_title(course, member):
    finish(member, course)
    assert COURSES.names(member, [course.pk]) == {course.pk: "First steps in SQL"}

    course.unpublish()

    assert COURSES.counts(Words.of("Does SQL know dates?"), Member.objects.all()) == {}
    assert COURSES.names(member, [course.pk]) == {}


def test_it_is_said_with_the_title_as_far_as_that_is_known():
    one, two = Reason("courses", 1, ("SQL",), 5), Reason("courses", 2, ("SQL", "Maps"), 5)

    assert COURSES.say(one, "First steps in SQL") == "you finished the course “First steps in SQL”"
    assert COURSES.say(one, "") == "you finished a course about SQL"
    assert COURSES.say(two, "First steps in SQL") == "you finished 2 courses about SQL and Maps"
