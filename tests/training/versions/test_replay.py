"""The percent that the ledger gives is the one that every page shows, for each sample learner (docs/adr/0024)."""

import re
from collections import defaultdict

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from community.people.models import Member
from tests.factories.people import MemberFactory
from training.enums import Change
from training.models import Completion, CourseFinish, Enrolment, LessonVersion
from training.outline import build_outlines
from training.pages import CoursePage, LessonPage, ModulePage
from training.progress import progress_of
from training.reports.course import report_on
from training.reports.enums import People
from training.reports.finished import Finishes, Scope
from training.reports.people import lines_of, people_in, people_table
from training.reports.permissions import Access
from training.runs.models import Run
from training.sample.loader import EARLIER, LEARNERS, load_training

pytestmark = pytest.mark.django_db


def from_the_ledger(member, course):
    """The percent, from plain rows only: no Study."""
    paths = {course.path: course.slug}
    outlines = build_outlines(paths, ModulePage.objects.for_outline(paths), LessonPage.objects.for_outline(paths))
    majors = defaultdict(int)
    for row in LessonVersion.objects.filter(change=Change.MAJOR):
        majors[row.lesson_id] = max(majors[row.lesson_id], row.number)
    entries = [row.entry for row in Completion.objects.filter(member=member)]
    finishes = [row.finish for row in CourseFinish.objects.filter(member=member, course=course)]
    return progress_of(entries, outlines[course.path].keys, majors, finishes).percent


def bar_of(part):
    """The percentage that a part of a page shows; the catalogue says “Finished” in its place."""
    bar = part.find("progress")
    if bar is None:
        return 100 if part.select_one(".hub-tag-ok") else None
    return 100 * int(bar["value"]) // int(bar["max"])


def shown(client, course):
    """What each page with a bar shows for the course."""
    address = course.get_absolute_url()
    soups = {url: BeautifulSoup(client.get(url).text, "html.parser") for url in (address, "/training/", "/my/")}
    lesson = soups[address].find("a", href=re.compile(f"^{address}.+/.+/$"))["href"]
    outline = BeautifulSoup(client.get(lesson).text, "html.parser").find(id="outline")
    card = soups["/training/"].find("a", href=address).find_parent("li")
    label = {"aria-label": course.title}
    mine = soups["/my/"].find("progress", label)
    found = {
        "course": bar_of(soups[address].find("progress", label).parent),
        "catalogue": bar_of(card),
        "outline": bar_of(outline),
    }
    ticks = [len(part.select(".hub-tick")) for part in (outline, soups[address].select_one(".hub-modules"))]
    assert ticks[0] == ticks[1]
    return {**found, "my hub": bar_of(mine.parent)} if mine else found


def in_reports():
    """What the reports on courses and the list of people say of each learner."""
    at, everybody = timezone.now(), Scope()
    finishes = Finishes.within(everybody)
    lines = lines_of(everybody, finishes, People.ALL, at=at)
    table = people_table(everybody, finishes, lines, list(people_in(everybody, lines)), at)
    of_people = {(row.values[0], row.values[1]): row.values[3] for row in table.rows}
    of_courses = {
        (row.enrolment.member.display_name, course.title): row.progress.percent
        for course in CoursePage.objects.live()
        for row in report_on(Access(course, Run.objects.none(), is_whole=True)).learners
    }
    assert of_people == of_courses
    return of_people


@pytest.mark.once
def test_every_page_shows_what_the_ledger_gives(home, client_for):
    for name in {row[0] for row in (*LEARNERS, *EARLIER)}:
        MemberFactory(email=f"{name}@hub.example")
    load_training(timezone.now())
    percents = []
    for enrolment in Enrolment.objects.active().select_related("member", "course"):
        expected = from_the_ledger(enrolment.member, enrolment.course)
        pages = shown(client_for(enrolment.member), enrolment.course)
        assert set(pages.values()) == {expected}, (enrolment.member.email, enrolment.course.slug, pages, expected)
        assert len(pages) == 4
        percents.append(expected)
    assert len(percents) > 25
    assert {0, 100} < set(percents)
    assert in_reports() == {
        (row.member.display_name, row.course.title): from_the_ledger(row.member, row.course)
        for row in Enrolment.objects.active().select_related("member", "course")
    }


@pytest.mark.once
def test_sample_updates_are_told_to_who_did_the_lessons_before(home, client_for):
    for name in ("learner", "oscar.bell", "member", "coordinator"):
        MemberFactory(email=f"{name}@hub.example")
    load_training(timezone.now())
    course = CoursePage.objects.get(slug="publishing-your-first-open-dataset")
    pages = {
        name: client_for(Member.objects.get(email=f"{name}@hub.example")).get(course.get_absolute_url()).text
        for name in ("learner", "oscar.bell", "member", "coordinator")
    }
    assert [
        ("Updated since you read it" in page, "Updated: do it again" in page) for page in pages.values()
    ] == [(True, False), (True, True), (True, False), (True, False)]  # fmt: skip
    assert LessonVersion.objects.exclude(change=Change.FIRST).count() == 2
