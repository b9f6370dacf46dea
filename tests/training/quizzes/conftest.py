import pytest

from tests.factories.quizzes import make_bank, make_quiz
from tests.factories.training import make_course, make_module


@pytest.fixture
def course(home):
    """A published course without lessons."""
    return make_course(home, lessons=0)


@pytest.fixture
def module(course):
    return make_module(course)


@pytest.fixture
def quiz(module, course):
    """A quiz over a bank with a question of each kind."""
    make_bank(course)
    return make_quiz(module)
