"""A course, its lessons and a run."""

import pytest

from tests.factories.people import MemberFactory
from tests.factories.runs import make_run
from tests.factories.training import make_course
from training.pages import LessonPage


@pytest.fixture
def course(home):
    return make_course(home)


@pytest.fixture
def lesson(course):
    return LessonPage.objects.under(course.path).get(slug="lesson-1")


@pytest.fixture
def teacher(db):
    return MemberFactory(display_name="Teacher")


@pytest.fixture
def run(course, teacher):
    """Two seats, open to everybody."""
    return make_run(course, by=teacher, seats=2)


@pytest.fixture
def people(db):
    return [MemberFactory() for _number in range(5)]
