"""The programme's report: numbers only, no group of few people, for who runs the programme."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.training import finish, make_path
from training.paths.services import choose_path
from training.reports.programme import programme_report
from training.services import learning

from .conftest import over

pytestmark = pytest.mark.django_db
PAGE = "/training/reports/programme/"


@pytest.fixture
def runner(db):
    """Somebody who runs the programme: their group got the right."""
    group = Group.objects.create(name="Programme")
    group.permissions.add(Permission.objects.get(codename="view_enrolment", content_type__app_label="training"))
    member = MemberFactory()
    member.groups.add(group)
    return member


def people(department, count, course, finished=0):
    found = [MemberFactory(department=department) for _number in range(count)]
    for place, member in enumerate(found):
        learning.enrol(member=member, course=course)
        if place < finished:
            finish(member, course)
    return found


@pytest.fixture
def departments(course):
    """Eleven learners of whom five finished; seven of whom two did; and a department with three."""
    found = [DepartmentFactory(name=f"{name} of Secrets") for name in ("A", "B", "C")]
    for department, (count, finished) in zip(found, ((11, 5), (7, 2), (3, 0)), strict=True):
        people(department, count, course, finished)
    return found


def rows(table):
    return [list(map(str, row.values)) for row in table.rows]


def test_small_departments_are_hidden_and_another_one_with_them(departments):
    report = programme_report()
    assert rows(report.departments) == [
        ["A of Secrets", "11", "hidden", "0", "0"],
        ["B of Secrets", "hidden", "hidden", "hidden", "hidden"],
        ["C of Secrets", "hidden", "hidden", "hidden", "hidden"],
    ]
    assert list(map(str, report.departments.total.values)) == ["All", "21", "7", "0", "0"]


def test_each_figure_counts_people(course, departments):
    more = make_path(course)
    member = MemberFactory(department=None)
    over(course, member)
    choose_path(member=member, path=more)
    report = programme_report()
    assert rows(report.courses) == [[course.title, "22", "7", "hidden", "0"]]
    assert rows(report.paths) == [["Path steward", "hidden", "hidden"]]
    assert report.departments.rows[-1].values[0] == "No department"


def test_no_name_is_on_the_page_or_in_a_file(departments, runner, client_for):
    browser = client_for(runner)
    texts = [browser.get(PAGE).text]
    for table in ("departments", "courses", "paths"):
        answer = browser.get(reverse("training:programme_file", args=[table, "csv"]))
        texts.append(b"".join(answer.streaming_content).decode("utf-8-sig"))
    assert "A of Secrets" in texts[0]
    assert texts[1].splitlines()[0] == "department,learners,finished,overdue,ending_90"
    from community.people.models import Member

    for member in Member.objects.filter(enrolments__isnull=False):
        assert not [text for text in texts if f"{member.display_name}<" in text or f"{member.display_name}," in text]


def test_right_is_offered_to_groups_and_opens_the_report(runner, member, client_for):
    from training.wagtail_hooks import offer_permissions

    assert "view_enrolment" in {permission.codename for permission in offer_permissions()}
    assert client_for(runner).get(PAGE).status_code == 200
    assert client_for(member).get(PAGE).status_code == 404


def test_my_hub_leads_to_reports_for_who_may_read_them(runner, coordinator, member, client_for):
    pages = [client_for(viewer).get("/my/").text for viewer in (runner, coordinator, member)]
    assert [PAGE in page for page in pages] == [True, False, False]
    assert ["/training/reports/department/" in page for page in pages] == [False, True, False]


def test_queries_do_not_grow_with_departments(course, departments, runner, client_for, count_queries):
    browser = client_for(runner)
    few = count_queries(browser, PAGE)
    for _number in range(10):
        people(DepartmentFactory(), 2, course)
    many = count_queries(browser, PAGE)
    print(f"\n{few} queries, {many} with ten departments more")
    assert few == many <= 30
