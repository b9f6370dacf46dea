"""A department's report: what it counts, and that nobody of another department is in it."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.certificates import make_certified_course
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run
from tests.factories.training import finish, make_course, make_path
from training.models import Certificate
from training.paths.services import choose_path
from training.reports.department import department_report, path_table
from training.reports.enums import Period
from training.reports.finished import Finishes, Scope
from training.reports.overdue import overdue_places
from training.runs.models import Run
from training.runs.services.places import join
from training.services import learning

from .conftest import busy, over

pytestmark = pytest.mark.django_db

REPORT, PEOPLE = "/training/reports/department/", "/training/reports/department/people/"
SHOWS = ("overdue", "going", "finished", "all", "ending")


@pytest.fixture
def certified(home):
    """A course whose certificate holds for a month."""
    return make_certified_course(home, "certified", certificate_months=1)


def figures(report, course):
    return next((row.enrolled, row.finished, row.overdue) for row in report.courses if row.course.pk == course.pk)


def overdue(member, *, at=None):
    places = overdue_places(Scope(), Finishes.within(Scope()), at or timezone.now())
    return places.filter(member=member).exists()


def test_who_finished_and_left_still_counts_and_who_only_left_does_not(department, course):
    gone, done, going = (MemberFactory(department=department) for _number in range(3))
    finish(done, course)
    for member in (gone, going):
        learning.enrol(member=member, course=course)
    for member in (gone, done):
        learning.withdraw(member=member, course=course)
    report = department_report(Scope(department))
    assert figures(report, course) == (2, 1, 0)
    assert (report.people, report.learners, report.finished) == (3, 2, 1)


def test_closed_accounts_and_unpublished_courses_are_left_out(home, department, course):
    member = MemberFactory(department=department)
    finish(member, course)
    member.is_active = False
    member.save()
    hidden = make_course(home, "hidden", live=False)
    learning.enrol(member=MemberFactory(department=department), course=hidden)
    report = department_report(Scope(department))
    assert [figures(report, course), report.learners] == [(0, 0, 0), 0]
    assert hidden.pk not in {row.course.pk for row in report.courses}


def test_overdue_is_who_did_not_finish_when_the_run_ended(course):
    late, done, gone = MemberFactory(), MemberFactory(), MemberFactory()
    run = over(course, late, done, gone)
    finish(done, course)
    learning.withdraw(member=gone, course=course)
    assert [overdue(member) for member in (late, done, gone)] == [True, False, False]
    assert not overdue(late, at=timezone.now() - timedelta(days=4))
    finish(late, course)
    assert not overdue(late)
    Run.objects.filter(pk=run.pk).update(reason="Ill.", state="cancelled")
    assert not overdue(late)


def test_nobody_is_overdue_with_a_place_in_a_later_run_or_by_a_cancelled_one(course):
    member, other = MemberFactory(), MemberFactory()
    over(course, member)
    over(course, member, days=20)
    assert overdue_places(Scope(), Finishes.within(Scope()), timezone.now()).count() == 1
    join(run=make_run(course), member=member)
    cancelled = over(course, other)
    Run.objects.filter(pk=cancelled.pk).update(reason="Ill.", state="cancelled")
    assert [overdue(member), overdue(other)] == [False, False]


def test_who_took_a_mark_back_is_overdue_again(course):
    from training.pages import LessonPage

    member = MemberFactory()
    over(course, member)
    finish(member, course)
    learning.undo(member=member, lesson=LessonPage.objects.readable().under(course.path).first())
    assert overdue(member)


def test_certificates_end_within_90_60_and_30_days(department, certified):
    member = MemberFactory(department=department)
    finish(member, certified)
    (certificate,) = Certificate.objects.all()
    for left, expected in (
        (91, [0, 0, 0]),
        (90, [1, 0, 0]),
        (60, [1, 1, 0]),
        (30, [1, 1, 1]),
        (0, [1, 1, 1]),
        (-1, [0, 0, 0]),
    ):
        days = (certificate.expires_on - timezone.localdate()).days - left
        report = department_report(Scope(department), at=timezone.now() + timedelta(days=days))
        assert [count for _days, count in report.ending] == expected, left


def test_period_counts_what_happened_in_it(department, course):
    now = timezone.now()
    old, new = (MemberFactory(department=department) for _number in range(2))
    from training.pages import LessonPage

    for lesson in LessonPage.objects.readable().under(course.path):
        learning.complete(member=old, lesson=lesson, at=now - timedelta(days=200))
    finish(new, course)
    assert figures(department_report(Scope(department)), course) == (2, 2, 0)
    assert figures(department_report(Scope(department), period=Period.QUARTER), course) == (1, 1, 0)
    assert figures(department_report(Scope(department), period=Period.YEAR), course) == (2, 2, 0)


def test_paths_count_who_finished_every_step(home, department, course):
    second = make_course(home, "second")
    path = make_path(course, second)
    one, two = (MemberFactory(department=department) for _number in range(2))
    for member in (one, two, MemberFactory()):
        choose_path(member=member, path=path)
    finish(one, course, second)
    finish(two, course)
    report = department_report(Scope(department))
    assert [row.values for row in path_table(report).rows] == [[path.title, 2, 1]]
    only = department_report(Scope(department, course), path=path)
    assert [[row.values for row in path_table(only).rows], len(only.courses)] == [[[path.title, 2, 1]], 1]


def files(browser, query=""):
    """Every file of the report as text."""
    for table in ("courses", "paths", "people", "certificates"):
        address = reverse("training:department_file", args=[table, "csv"])
        yield b"".join(browser.get(f"{address}?{query}").streaming_content).decode("utf-8-sig")
    sheet = b"".join(browser.get(reverse("training:department_file", args=["people", "xlsx"])).streaming_content)
    yield str([[cell.value for cell in row] for row in load_workbook(BytesIO(sheet)).active.iter_rows()])


def test_nobody_of_another_department_is_in_it(  # noqa: PLR0917
    department, other_department, coordinator, course, certified, client_for
):
    path = make_path(certified)
    other = busy(other_department, course, certified, path)
    learning.enrol(member=MemberFactory(display_name="Person of nowhere", department=None), course=course)
    theirs = department_report(Scope(other_department))
    assert (theirs.overdue, theirs.finished, theirs.ending[0], theirs.paths[0].finished) == (1, 1, (90, 1), 1)

    browser = client_for(coordinator)
    mine = department_report(Scope(department))
    assert (mine.people, mine.learners, mine.overdue, mine.finished, mine.ending[0]) == (1, 0, 0, 0, (90, 0))
    assert mine.paths[0].chosen == 0
    query = f"course={course.slug}&department={other_department.pk}&department={other_department.slug}"
    pages = [
        browser.get(f"{REPORT}?{query}").text,
        *(browser.get(f"{PEOPLE}?show={show}&{query}").text for show in SHOWS),
    ]
    for text in (*pages, *files(browser), *files(browser, f"show=all&{query}")):
        assert "Person of" not in text
        assert other.get_absolute_url() not in text

    own = busy(department, course, certified, path)
    assert all(own.display_name in browser.get(f"{PEOPLE}?show={show}").text for show in SHOWS if show != "going")
    people = list(files(browser, "show=all"))
    assert [own.display_name in text for text in people[2:]] == [True, True, True]
    assert "Person of DOR" not in "".join(people)


def test_report_follows_a_member_who_moves(  # noqa: PLR0917
    department, other_department, coordinator, course, certified, client_for
):
    member = busy(department, course, certified)
    assert member.display_name in client_for(coordinator).get(PEOPLE).text
    member.department = other_department
    member.save()
    assert member.display_name not in client_for(coordinator).get(PEOPLE).text


def test_coordinator_without_a_department_has_no_report(coordinator, client_for):
    coordinator.department = None
    coordinator.save()
    assert client_for(coordinator).get(REPORT).status_code == 404


def test_file_has_the_documented_columns_and_what_the_page_shows(department, coordinator, course, client_for):
    member = MemberFactory(department=department, display_name="=cmd|' /C calc'!A0")
    over(course, member)
    browser = client_for(coordinator)
    answer = browser.get(reverse("training:department_file", args=["people", "csv"]))
    header, line = csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline=""))
    assert header == [
        "name", "course", "state", "percent", "enrolled_on", "last_active_on", "finished_on", "due_on",
    ]  # fmt: skip
    today = timezone.localdate()
    due = str(today - timedelta(days=3))
    assert line == [f"'{member.display_name}", course.title, "overdue", "0", str(today), str(today), "", due]
    page = browser.get(f"{PEOPLE}?show=overdue").text
    assert page.count("=cmd|") == 1
    assert "overdue</td>" in " ".join(page.split()).replace("overdue </td>", "overdue</td>")


def test_too_long_a_list_is_refused_with_a_sentence(department, coordinator, course, client_for, monkeypatch):
    monkeypatch.setattr("training.reports.views.department.MOST_LINES", 1)
    over(course, *(MemberFactory(department=department) for _number in range(2)))
    answer = client_for(coordinator).get(reverse("training:department_file", args=["people", "csv"]), follow=True)
    assert answer.redirect_chain == [(f"{PEOPLE}?show=overdue", 303)]
    assert "more than 1 lines. Choose a course" in answer.text


def test_unknown_filters_are_as_if_not_there(coordinator, course, client_for):
    browser = client_for(coordinator)
    assert browser.get(f"{REPORT}?course=nothing&path=%E2%80%A6&period=7").status_code == 200
    assert browser.get(f"{PEOPLE}?show=nobody&page=x").status_code == 200


@pytest.mark.parametrize("address", [REPORT, *(f"{PEOPLE}?show={show}" for show in SHOWS)])
def test_queries_do_not_grow_with_rows(  # noqa: PLR0917
    home, department, coordinator, course, certified, client_for, count_queries, address
):
    browser = client_for(coordinator)
    path = make_path(certified)

    def grow(number):
        for _row in range(number):
            busy(department, course, certified, path)
            finish(going := MemberFactory(department=department), certified)
            learning.enrol(member=going, course=course)

    grow(1)
    few = count_queries(browser, address)
    grow(9)
    for number in range(9):
        make_path(make_course(home, f"more-{number}", lessons=1), slug=f"path-{number}")
    many = count_queries(browser, address)
    print(f"\n{address}: {few} queries, {many} with ten times the rows")
    assert few == many <= 30
