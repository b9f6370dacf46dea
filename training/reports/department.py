"""A department's training: courses, role paths, people. Counted by the database; reads, changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.reporting.tables import Column, Row, Table
from community.people.models import Member
from training.certificates.times import day_of
from training.models import Certificate, PathChoice, PathStep, RolePath
from training.pages import CoursePage
from training.paths.progress import path_progress
from training.progress import Progress

from .charts import Bar, Chart
from .enums import ENDING_DAYS, Period
from .finished import Finishes, Scope
from .overdue import overdue_places

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class CourseFigures:
    """How many of a scope take a course, finished it, are overdue, and have a certificate that ends soon."""

    course: CoursePage
    enrolled: int
    finished: int
    overdue: int
    ending: Mapping[int, int]


@dataclass(frozen=True)
class PathFigures:
    """How many chose a path, and how many of these finished it."""

    path: RolePath
    chosen: int
    finished: int


@dataclass(frozen=True)
class DepartmentReport:
    """The figures of a scope in a period. Overdue and ending are as of the day, whatever the period."""

    people: int
    learners: int
    courses: Sequence[CourseFigures]
    paths: Sequence[PathFigures]

    @property
    def finished(self) -> int:
        """Courses finished, over all people."""
        return sum(row.finished for row in self.courses)

    @property
    def overdue(self) -> int:
        """Courses that somebody is overdue with."""
        return sum(row.overdue for row in self.courses)

    @property
    def ending(self) -> list[tuple[int, int]]:
        """How many certificates end within so many days."""
        return [(days, sum(row.ending[days] for row in self.courses)) for days in ENDING_DAYS]


def department_report(
    scope: Scope, *, path: RolePath | None = None, period: Period = Period.ALL, at: datetime | None = None
) -> DepartmentReport:
    """The figures, in thirteen queries at most. `path` leaves the courses of that path."""
    at = at or timezone.now()
    since = period.since(at)
    finishes = Finishes.within(scope)
    enrolled, finished = finishes.enrolments(scope), finishes.rows
    if since:
        enrolled, finished = enrolled.filter(enrolled_at__gte=since), finished.filter(at__gte=since)
    by_course = {
        "enrolled": _counts(enrolled, "course"),
        "finished": _counts(finished, "course"),
        "overdue": _counts(overdue_places(scope, finishes, at), "run__course"),
    }
    ending = _ending(scope, at)
    courses = [
        CourseFigures(
            course,
            enrolled=by_course["enrolled"][course.pk],
            finished=by_course["finished"][course.pk],
            overdue=by_course["overdue"][course.pk],
            ending=ending.get(course.pk) or dict.fromkeys(ENDING_DAYS, 0),
        )
        for course in courses_of(scope, path)
    ]
    people = scope.people_of(Member.objects.all())
    learners = people.filter(pk__in=enrolled.values("member"))
    return DepartmentReport(people.count(), learners.count(), courses, path_figures(scope, finishes, path))


def courses_of(scope: Scope, path: RolePath | None = None) -> list[CoursePage]:
    """The published courses that the report is about, in the catalogue's order, without their long texts."""
    courses = CoursePage.objects.live().order_by("path").only("pk", "title", "slug", "url_path", "path", "depth")
    if scope.course:
        courses = courses.filter(pk=scope.course.pk)
    if path:
        courses = courses.filter(pk__in=PathStep.objects.of_public_paths().filter(path=path).values("course"))
    return list(courses)


def _counts(rows: QuerySet, key: str) -> Counter[int]:
    counted = rows.order_by().values_list(key).annotate(count=Count("pk"))
    return Counter(dict(counted.values_list(key, "count")))


def ending_certificates(scope: Scope, at: datetime) -> QuerySet[Certificate]:
    """Certificates in force that end within 90 days."""
    today = day_of(at)
    return scope.of(Certificate.objects.ending(today, today + timedelta(days=max(ENDING_DAYS))))


def _ending(scope: Scope, at: datetime) -> dict[int, dict[int, int]]:
    within = {
        f"within_{days}": Count("pk", filter=Q(expires_on__lte=day_of(at) + timedelta(days=days)))
        for days in ENDING_DAYS
    }
    rows = ending_certificates(scope, at).order_by().values("course").annotate(**within)
    return {
        course: dict(zip(ENDING_DAYS, counts, strict=True)) for course, *counts in rows.values_list("course", *within)
    }


def path_figures(scope: Scope, finishes: Finishes, only: RolePath | None = None) -> list[PathFigures]:
    """Path by path: a choice is finished when the course of each step is, as on the learner's own page."""
    paths = RolePath.objects.filter(live=True).for_list()
    shown = list(paths.filter(pk=only.pk) if only else paths)
    steps: dict[int, list[int]] = {path.pk: [] for path in shown}
    for path, course in PathStep.objects.of_public_paths().filter(path__in=shown).values_list("path", "course"):
        steps[path].append(course)
    choices = PathChoice.objects.for_reports(department=scope.department).filter(path__in=shown)
    chosen = list(choices.order_by().values_list("member", "path"))
    courses = {course for found in steps.values() for course in found}
    whole = Scope(scope.department)
    rows = finishes.rows if scope == whole else Finishes.within(whole).rows
    done = set(rows.filter(course__in=courses, member__in=choices.values("member")).values_list("member", "course"))
    finished = Counter(
        path for member, path in chosen if _is_walked(tuple((member, course) in done for course in steps[path]))
    )
    counted = Counter(path for _member, path in chosen)
    return [PathFigures(path, counted[path.pk], finished[path.pk]) for path in shown]


@cache
def _is_walked(done: tuple[bool, ...]) -> bool:
    return path_progress([Progress(done=int(is_done), total=1) for is_done in done]).is_finished


COURSE_COLUMNS = (
    Column("course", _("Course")),
    Column("enrolled", _("Enrolled"), is_number=True),
    Column("finished", _("Finished"), is_number=True),
    Column("overdue", _("Overdue"), is_number=True),
    Column("ending_90", _("Certificates ending in 90 days"), is_number=True),
    Column("ending_60", _("in 60 days"), is_number=True),
    Column("ending_30", _("in 30 days"), is_number=True),
)
PATH_COLUMNS = (
    Column("path", _("Role path")),
    Column("chosen", _("Chose it"), is_number=True),
    Column("finished", _("Finished"), is_number=True),
)


def course_table(report: DepartmentReport) -> Table:
    """Course by course."""
    rows = [
        Row(
            [row.course.title, row.enrolled, row.finished, row.overdue, *(row.ending[days] for days in ENDING_DAYS)],
            {"course": row.course.get_absolute_url()},
        )
        for row in report.courses
    ]
    return Table(COURSE_COLUMNS, rows)


def path_table(report: DepartmentReport) -> Table:
    """Path by path."""
    rows = [
        Row([row.path.title, row.chosen, row.finished], {"path": row.path.get_absolute_url()}) for row in report.paths
    ]
    return Table(PATH_COLUMNS, rows)


def course_chart(report: DepartmentReport) -> Chart:
    """How many finished of those who enrolled; courses that somebody takes."""
    return Chart(
        key="courses",
        name=_("Who finished which course"),
        words=_("One bar for each course that somebody takes: how many of them have finished it."),
        bars=[Bar(row.course.title, row.finished, row.enrolled) for row in report.courses if row.enrolled],
    )
