"""Many keys in one parameter give what an IN of them gives."""

import pytest

from tests.factories.training import finish, make_course
from training.models import CourseFinish
from training.reports import among  # noqa: F401 - brings the lookup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("others", [[], [-1], list(range(-3_000, 0))], ids=["none", "one", "3,000"])
def test_keys_in_one_parameter_are_as_in_a_list(home, member, others):
    finish(member, make_course(home, "one"), make_course(home, "two"))
    first = CourseFinish.objects.order_by("pk").first().pk
    keys = [*others, first]
    for rows in (CourseFinish.objects.filter, CourseFinish.objects.exclude):
        assert set(rows(pk__among=keys)) == set(rows(pk__in=keys))
    assert set(CourseFinish.objects.exclude(pk__among=others)) == set(CourseFinish.objects.all())
