"""Reports over 5,000 learners in 40 courses: a department's must answer in 300 ms (issue 5).

All of them are in one department and take every course; three of five finished, one in a hundred took a mark back, one
in ten had a place in a run that is over. The rows are written by the database itself: 1.3 million of the ledger. The
negative control is what a report would cost that asked the pure function about everybody: a hundredth is measured.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from community.people.models import Member
from tests.benchmarks.measure import measured
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.runs import make_run
from tests.factories.training import make_course, make_path
from training.certificates.models import Certificate, SigningKey
from training.models import Completion, CourseFinish, Enrolment, PathChoice
from training.pages import LessonPage
from training.reports.finished import Finishes, Scope
from training.reports.overdue import overdue_places
from training.runs.models import Run
from training.runs.permissions import COORDINATORS
from training.standing import progress_in

LEARNERS, COURSES, LESSONS = 5_000, 40, 8
BAR_MS = 300
REPORT = "/training/reports/department/"


def insert(table, columns, select, *values):
    """Let the database write rows from rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {select}", values)


def fill(department, courses):
    """Everybody takes everything."""
    at = timezone.now() - timedelta(days=30)
    people = [Member(email=f"p{n}@dow.ca.gov", display_name=f"P {n}", department=department) for n in range(LEARNERS)]
    Member.objects.bulk_create(people)
    first = Member.objects.get(email="p0@dow.ca.gov").pk
    mine = f"FROM people_member m WHERE m.id >= {first} AND m.id < {first + LEARNERS}"
    for course in courses:
        keys = list(LessonPage.objects.readable().under(course.path).order_by("path").values_list("pk", flat=True))
        finished = f"(m.id + {course.pk}) %% 5 < 3"
        insert(
            "training_enrolment", "member_id, course_id, state, enrolled_at, active_at",
            f"SELECT m.id, {course.pk}, 'active', %s, %s {mine}", at, at,
        )  # fmt: skip
        columns = "member_id, lesson_id, content_version, version, effect, rule, source, at"
        for place, lesson in enumerate(keys):
            who = mine if place < LESSONS // 2 else f"{mine} AND {finished}"
            row = f"SELECT m.id, {lesson}, 'v', 0, 'done', 'marked', 'member', %s {who}"
            insert("training_completion", columns, row, at)
        undone = f"SELECT m.id, {keys[0]}, 'v', 0, 'undone', 'marked', 'member', %s {mine} AND m.id %% 100 = 0"
        insert("training_completion", columns, undone, at + timedelta(days=1))
        insert(
            "training_coursefinish", "member_id, course_id, number, lessons, at",
            f"SELECT m.id, {course.pk}, 1, '{json.dumps(keys)}', %s {mine} AND {finished}", at,
        )  # fmt: skip
        run = make_run(course)
        Run.objects.filter(pk=run.pk).update(starts_on=at.date(), ends_on=at.date() + timedelta(days=9))
        insert(
            "training_runenrolment", "run_id, member_id, state, number, asked_at, words, reason",
            f"SELECT {run.pk}, m.id, 'in', m.id, %s, '', '' {mine} AND m.id %% 10 = 0", at,
        )  # fmt: skip
    certify(courses, at)


def certify(courses, at):
    """Every tenth finish has a certificate, that ends within half a year."""
    key = SigningKey.objects.create(key_id="k", public_key="k", first_used_at=at)
    today = timezone.localdate()
    Certificate.objects.bulk_create(
        Certificate(
            member_id=member, course_id=course, number=f"CD-{serial}", serial=serial, token=f"t{serial}", name="P",
            course_title="C", course_version="v", hours=1, office="O", issued_at=at, key=key, credential="x",
            expires_on=today + timedelta(days=serial % 180),
        )
        for serial, (member, course) in enumerate(CourseFinish.objects.values_list("member", "course")[::10], 1)
    )  # fmt: skip


@pytest.mark.django_db
def test_reports_over_many(home, admin, client_for):
    department = DepartmentFactory()
    courses = [make_course(home, f"course-{n:02}", lessons=LESSONS, gives_certificate=True) for n in range(COURSES)]
    fill(department, courses)
    path = make_path(*courses[:5])
    mine = Member.objects.filter(department=department)
    PathChoice.objects.bulk_create(PathChoice(member=row, path=path, chosen_at=timezone.now()) for row in mine)
    coordinator = MemberFactory(department=department)
    coordinator.groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    scope = Scope(department)
    finishes = Finishes.within(scope)
    counts = {table.__name__: table.objects.count() for table in (Enrolment, Completion, CourseFinish, Certificate)}
    overdue = overdue_places(scope, finishes, timezone.now()).count()
    print(f"\n{connection.vendor}; {counts}; finished {finishes.rows.count()}, overdue {overdue}")

    browser, boss = client_for(coordinator), client_for(admin)
    measured("control: a page with session and template", lambda: browser.get("/departments/"))
    of_department = measured("department report", lambda: browser.get(REPORT), runs=10)
    measured("department report, one course", lambda: browser.get(f"{REPORT}?course=course-07"), runs=10)
    measured("department report, 90 days", lambda: browser.get(f"{REPORT}?period=90"), runs=10)
    for show in ("overdue", "all", "ending"):
        measured(f"people of the department, {show}", lambda: browser.get(f"{REPORT}people/?show={show}"), runs=5)  # noqa: B023
    measured("course report, 5,000 learners", lambda: boss.get("/training/reports/courses/course-07/"), runs=5)
    measured("programme report", lambda: boss.get("/training/reports/programme/"), runs=5)
    few = list(mine.values_list("pk", flat=True)[: LEARNERS // 100])
    measured("negative control: progress of 50 people in 40 courses", lambda: progress_in(courses, few), runs=3)
    print(f"department report: p95 {of_department:.0f} ms (bar {BAR_MS})")
