import pytest
from django.contrib.auth.models import Group

from tests.factories.lessons import make_assignment
from tests.factories.people import MemberFactory
from tests.factories.training import make_course, make_module
from training.services.section import ensure_training_index


@pytest.fixture
def course(home):
    """A published course without lessons, in a section that instructors may edit."""
    ensure_training_index()
    return make_course(home, lessons=0)


@pytest.fixture
def lesson(course):
    return make_assignment(make_module(course))


@pytest.fixture
def instructor(lesson):
    person = MemberFactory(display_name="Imani Brooks")
    person.groups.add(Group.objects.get(name="Instructors"))
    return person
