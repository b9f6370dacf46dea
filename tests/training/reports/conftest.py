"""Two departments, a data coordinator of one, and ways to make people finished, overdue, about to expire."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.runs import make_run
from tests.factories.training import finish, make_course
from training.runs.enums import PlaceState
from training.runs.models import Run, RunEnrolment
from training.runs.permissions import COORDINATORS
from training.services import learning


@pytest.fixture
def department(db):
    return DepartmentFactory(name="Department of Wells", acronym="DOW", slug="dow")


@pytest.fixture
def other_department(db):
    return DepartmentFactory(name="Department of Roads", acronym="DOR", slug="dor")


@pytest.fixture
def coordinator(department):
    member = MemberFactory(display_name="Coordinator", department=department)
    member.groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    return member


@pytest.fixture
def course(home):
    return make_course(home, lessons=2)


def over(course, *members, days=3, by=None):
    """A run of `course` in which `members` had a place and that ended so many days ago."""
    run = make_run(course, by=by)
    today = timezone.localdate()
    days_gone = {"starts_on": today - timedelta(days=days + 10), "ends_on": today - timedelta(days=days)}
    Run.objects.filter(pk=run.pk).update(**days_gone)
    for number, member in enumerate(members, 1):
        learning.enrol(member=member, course=course)
        values = {"state": PlaceState.IN, "number": number, "asked_at": timezone.now()}
        RunEnrolment.objects.create(run=run, member=member, **values)
    return run


def busy(department, course, certified, path=None):
    """One person of a department in every figure there is: finished, overdue, with a certificate that ends."""
    from training.paths.services import choose_path

    member = MemberFactory(department=department, display_name=f"Person of {department.acronym}")
    over(course, member)
    finish(member, certified)
    if path:
        choose_path(member=member, path=path)
    return member
