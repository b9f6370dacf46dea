"""A course's report: who is where, who is stuck, and who sees whom."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import MemberFactory
from tests.factories.training import finish, make_article
from training.models import Enrolment
from training.pages import LessonPage, ModulePage
from training.reports.course import report_on
from training.reports.enums import Period, Show
from training.reports.permissions import access_to
from training.services import learning
from training.study import study_course

from .conftest import over

pytestmark = pytest.mark.django_db


def lessons(course):
    return list(LessonPage.objects.readable().under(course.path).order_by("path"))


@pytest.fixture
def learners(course):
    """One who finished, one half-way and quiet for 20 days, one who began today, one who left."""
    done, quiet, new, gone = (MemberFactory(display_name=name) for name in ("Done", "Quiet", "New", "Gone"))
    finish(done, course)
    learning.complete(member=quiet, lesson=lessons(course)[0], at=timezone.now() - timedelta(days=20))
    for member in (new, gone):
        learning.enrol(member=member, course=course)
    learning.withdraw(member=gone, course=course)
    return {"done": done, "quiet": quiet, "new": new, "gone": gone}


def report(course, admin, **asked):
    return report_on(access_to(admin, course), **asked)


def test_counts_and_lessons(course, learners, admin):
    found = report(course, admin)
    assert found.counts == {"enrolled": 3, "going": 2, "quiet": 1, "finished": 1}
    rows = [(row.reached, row.done, row.here, row.quiet) for row in found.lessons]
    assert rows == [(3, 2, 1, 0), (2, 1, 1, 1)]
    assert [row.enrolment.member.display_name for row in found.shown(Show.QUIET)] == ["Quiet"]
    first = lessons(course)[0].pk
    assert [row.enrolment.member.display_name for row in found.shown(Show.GOING, first)] == ["New"]


def test_percent_and_next_lesson_are_those_of_the_learner(course, learners, admin):
    make_article(ModulePage.objects.child_of(course).get(), "later")  # who finished stays finished
    for row in report(course, admin).learners:
        study = study_course(row.enrolment.member, course)
        assert row.progress == study.progress
        assert row.next == (study.next_lesson.pk if study.next_lesson else None)
        assert row.done == set(study.done)
    assert [row.progress.percent for row in report(course, admin).learners] == [100, 0, 33]


def test_period_is_when_people_enrolled(course, learners, admin):
    Enrolment.objects.filter(member=learners["new"]).update(enrolled_at=timezone.now() - timedelta(days=100))
    assert report(course, admin, period=Period.QUARTER).counts["enrolled"] == 2


def test_who_teaches_a_run_sees_its_people_only(course, learners, client_for):
    teacher = MemberFactory()
    run = over(course, learners["quiet"], by=teacher)
    other = over(course, learners["new"])
    browser, address = client_for(teacher), reverse("training:course_report", args=[course.slug])
    for query in ("", f"?run={run.pk}", f"?run={other.pk}", "?run=x"):
        page = browser.get(address + query).text
        assert ("Quiet</a>" in page, "New</a>" in page, "Done</a>" in page) == (True, False, False), query
        assert "work_queue" not in page
    file = reverse("training:course_report_file", args=[course.slug, "learners", "csv"])
    text = b"".join(browser.get(f"{file}?run={other.pk}").streaming_content).decode("utf-8-sig")
    assert [line[0] for line in csv.reader(StringIO(text, newline=""))] == ["name", "Quiet"]


def test_page_shows_its_chart_with_the_numbers_of_the_table(course, learners, admin, client_for):
    page = BeautifulSoup(
        client_for(admin).get(reverse("training:course_report", args=[course.slug])).text, "html.parser"
    )
    chart = page.find("svg", class_="hub-chart")
    assert {chart.find("title")["id"], chart.find("desc")["id"]} == set(chart["aria-labelledby"].split())
    bars = [" ".join(text.text.split()) for text in chart.find_all("text")]
    assert bars == ["Lesson 1", "2 / 3", "Lesson 2", "1 / 3"]
    assert [bar["width"] for bar in chart.find_all("rect", class_="hub-chart-part")] == ["66%", "33%"]
    lines = page.find(id="lesson-table").find_parent("table").select("tbody tr")
    assert [[" ".join(cell.text.split()) for cell in line.find_all(["th", "td"])][2] for line in lines] == ["2", "1"]


def test_figures_lead_to_who_is_meant(course, learners, admin, client_for):
    browser, address = client_for(admin), reverse("training:course_report", args=[course.slug])
    page = BeautifulSoup(browser.get(f"{address}?period=90").text, "html.parser")
    link = page.find(id="lesson-table").find_parent("table").select("tbody tr")[1].find_all("a")[-1]["href"]
    shown = BeautifulSoup(browser.get(address + link.partition("#")[0]).text, "html.parser")
    names = [
        row.find("th").text.strip() for row in shown.find(id="learner-table").find_parent("table").select("tbody tr")
    ]
    assert names == ["Quiet"]


def test_course_page_leads_to_the_report_for_who_may_see_it(course, admin, member, client_for):
    address = reverse("training:course_report", args=[course.slug])
    teacher = MemberFactory()
    over(course, by=teacher)
    pages = [client_for(viewer).get(course.get_absolute_url()).text for viewer in (admin, teacher, member, None)]
    assert [address in page for page in pages] == [True, True, False, False]


def test_course_without_learners(course, admin, client_for):
    page = client_for(admin).get(reverse("training:course_report", args=[course.slug])).text
    assert "Nobody to report on yet" in page


def test_queries_do_not_grow_with_learners_and_lessons(course, learners, admin, client_for, count_queries):
    browser, address = client_for(admin), reverse("training:course_report", args=[course.slug])
    few = count_queries(browser, address)
    module = ModulePage.objects.child_of(course).get()
    for number in range(10):
        make_article(module, f"more-{number}")
    for _number in range(20):
        learning.complete(member=MemberFactory(), lesson=lessons(course)[0])
    many = count_queries(browser, address)
    print(f"\n{few} queries, {many} with ten times the rows")
    assert few == many <= 30
