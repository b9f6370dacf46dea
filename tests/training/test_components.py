import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.training import make_course
from training.components import start_here_panel
from training.dashboard import learning_cards
from training.pages import LessonPage
from training.services import learning

pytestmark = pytest.mark.django_db


def next_lesson_card(member):
    return learning_cards(member)[0]


def words(component):
    return " ".join(component.render_html().split())


def test_card_without_a_course_leads_to_the_catalogue(member):
    card = words(next_lesson_card(member))
    assert "You take no course yet" in card
    assert 'href="/training/"' in card


def test_card_names_course_next_lesson_and_progress(home, member):
    course = make_course(home, lessons=7)
    for lesson in LessonPage.objects.order_by("path")[:3]:
        learning.complete(member=member, lesson=lesson)
    card = words(next_lesson_card(member))
    assert course.title in card
    assert 'href="/training/open-data/start/lesson-4/">Lesson 4' in card
    assert "3 of 7 done" in card


def test_card_shows_the_course_worked_on_last_first(home, member):
    for slug in ("first", "second"):
        learning.enrol(member=member, course=make_course(home, slug))
    learning.complete(member=member, lesson=LessonPage.objects.order_by("path")[0])
    assert words(next_lesson_card(member)).index("/training/first/") < words(next_lesson_card(member)).index("Second")


def test_card_when_every_lesson_is_done_offers_the_next_course(home, member):
    make_course(home, lessons=1)
    learning.complete(member=member, lesson=LessonPage.objects.get())
    assert "You have done every lesson of your courses" in words(next_lesson_card(member))


def test_card_leaves_out_a_course_that_was_left(home, member):
    course = make_course(home)
    learning.enrol(member=member, course=course)
    learning.withdraw(member=member, course=course)
    assert course.title not in words(next_lesson_card(member))


def test_start_here_without_courses_is_nothing(db):
    assert start_here_panel(AnonymousUser()) is None


def test_start_here_shows_three_courses_and_no_draft(home, member):
    for number in range(5):
        make_course(home, f"course-{number}", title=f"Number {number}", live=number != 1)
    panel = words(start_here_panel(AnonymousUser()))
    assert [f"Number {number}" in panel for number in range(5)] == [True, False, True, True, False]
