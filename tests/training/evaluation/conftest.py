import pytest

from tests.factories.evaluation import make_finish
from tests.factories.training import make_course


@pytest.fixture
def course(home):
    """A published course with one lesson."""
    return make_course(home, lessons=1)


@pytest.fixture
def finish(course, member):
    """The member finished it just now."""
    return make_finish(course, member)
