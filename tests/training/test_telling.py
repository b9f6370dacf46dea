"""Learners hear that a lesson they may have done says something new: once a day, in the digest."""

import pytest
import time_machine
from django.utils import timezone

from community.notifications.enums import Level
from community.notifications.mail.composing import grouped, lines_for
from community.notifications.models import Notification
from community.notifications.services.following import follow
from tests.factories.people import MemberFactory
from tests.factories.training import (
    NotebookVersionFactory,
    body,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
)
from training.pages import ArticleLessonPage
from training.services import learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(home):
    return make_course(home, lessons=0, title="Open data")


@pytest.fixture
def article(course):
    made = make_article(make_module(course), html="<p>Old words.</p>")
    made.save_revision().publish()
    return ArticleLessonPage.objects.get(pk=made.pk)


@pytest.fixture
def learner(article):
    learner = MemberFactory()
    make_article(article.get_parent().specific, "open")  # the course is not finished
    learning.complete(member=learner, lesson=article)
    return learner


def publish(article, by=None, **fields):
    page = ArticleLessonPage.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish()


def told():
    return list(Notification.objects.order_by("member").values_list("member", "kind", "level"))


def test_new_words_are_told_to_learners_and_followers(article, learner, course):
    follower, editor = MemberFactory(), MemberFactory()
    for member in (follower, editor):
        follow(member=member, place=course.place)

    publish(article, by=editor, body=body("<p>New words.</p>"))

    assert told() == [(who.pk, "lesson_updated", Level.DAILY) for who in (learner, follower)]
    (line,) = lines_for(learner, list(Notification.objects.filter(member=learner)))
    assert line.told.sentence == "The lesson “Lesson 1” of “Open data” was updated"
    assert line.told.url == article.get_absolute_url()


@pytest.mark.parametrize("fields", [{}, {"title": "Other title"}, {"minutes": 45}])
def test_published_again_with_the_same_words_nobody_hears(article, learner, fields):
    publish(article, **fields)
    publish(article, **fields)

    assert told() == []


def test_a_lesson_that_nobody_has_done_is_still_being_made(article, course, member):
    learning.enrol(member=member, course=course)

    publish(article, body=body("<p>New words.</p>"))

    assert told() == []


def test_who_left_the_course_hears_nothing(article, learner, course):
    learning.withdraw(member=learner, course=course)

    publish(article, body=body("<p>New words.</p>"))

    assert told() == []


def test_twice_a_day_is_told_once_and_the_next_day_again(article, learner):
    with time_machine.travel(timezone.now().replace(hour=18), tick=False) as clock:
        publish(article, body=body("<p>New words.</p>"))
        publish(article, body=body("<p>Newer words.</p>"))
        assert len(told()) == 1
        clock.shift(86_400)
        publish(article, body=body("<p>Newest words.</p>"))

    (group,) = grouped(lines_for(learner, list(Notification.objects.all())))
    assert group.sentence == "2 lessons of “Open data” updated"


def test_another_notebook_is_told_when_it_is_in_force(course, member):
    lesson = make_notebook_lesson(make_module(course))
    make_article(lesson.get_parent().specific, "open")  # the course is not finished
    learning.complete(member=member, lesson=lesson)
    same = NotebookVersionFactory(content_version=lesson.notebook.content_version)
    for version, times in ((same, 0), (NotebookVersionFactory(), 1)):
        lesson.notebook = version
        lesson.save_revision().publish()

        assert len(told()) == times


def test_the_lesson_s_page_reads_it_and_an_unpublished_course_hides_it(article, learner, course, client_for):
    publish(article, body=body("<p>New words.</p>"))
    assert Notification.objects.visible_to(learner).count() == 1
    course.unpublish()
    assert Notification.objects.visible_to(learner).count() == 0
    course.save_revision().publish()

    client_for(learner).get(article.get_absolute_url())

    assert not Notification.objects.unread().exists()


def test_words_take_two_queries(article, learner, course, django_assert_num_queries):
    module = article.get_parent().specific
    for number in range(2, 6):
        other = make_article(module, f"lesson-{number}")
        other.save_revision().publish()
        learning.complete(member=learner, lesson=other)
        publish(other, body=body("<p>New words.</p>"))
    rows = list(Notification.objects.all())
    with django_assert_num_queries(2):
        assert len(lines_for(learner, rows)) == 4


def test_the_course_can_be_followed_from_its_page(course, member, client_for):
    client = client_for(member)
    client.post(f"/my/notifications/following/{course.place}/", {"level": "", "next": course.get_absolute_url()})

    assert "You follow this:" in client.get(course.get_absolute_url()).content.decode()
