"""The whole programme in numbers: departments, courses, role paths. No names, and no group of few people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.reporting.tables import HIDDEN, Column, Row, Table, Value
from community.people.models import Department, Member

from .charts import Bar, Chart
from .department import courses_of, ending_certificates, path_figures
from .finished import Finishes, Scope
from .overdue import overdue_places
from .small_groups import Counts, publish

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

_PARTS = (
    Column("learners", _("Learners"), is_number=True),
    Column("finished", _("Finished"), is_number=True),
    Column("overdue", _("Overdue"), is_number=True),
    Column("ending_90", _("Certificates ending in 90 days"), is_number=True),
)
DEPARTMENT_COLUMNS = (Column("department", _("Department")), *_PARTS)
COURSE_COLUMNS = (Column("course", _("Course")), *_PARTS)
PATH_COLUMNS = (
    Column("path", _("Role path")),
    Column("chosen", _("Chose it"), is_number=True),
    Column("finished", _("Finished"), is_number=True),
)


@dataclass(frozen=True)
class ProgrammeReport:
    """Three tables in which each figure counts people, and none counts fewer than five."""

    departments: Table
    courses: Table
    paths: Table


def programme_report(at: datetime | None = None) -> ProgrammeReport:
    """The figures of all departments, in thirteen queries at most."""
    at = at or timezone.now()
    scope = Scope()
    finishes = Finishes.within(scope)
    counted = {
        "learners": (finishes.enrolments(scope), "course"),
        "finished": (finishes.rows, "course"),
        "overdue": (overdue_places(scope, finishes, at), "run__course"),
        "ending": (ending_certificates(scope, at), "course"),
    }
    by_department = [_people(rows) for rows, _course in counted.values()]
    by_course = [_people_of_course(rows, course) for rows, course in counted.values()]
    departments = Department.objects.order_by("name").values_list("pk", "name")
    names: dict[int | None, str] = {**dict(departments), None: str(_("No department"))}
    courses = courses_of(scope)
    paths = path_figures(scope, finishes)
    return ProgrammeReport(
        _table(DEPARTMENT_COLUMNS, [(name, "", [n[key] for n in by_department]) for key, name in names.items()]),
        _table(
            COURSE_COLUMNS, [(row.title, row.get_absolute_url(), [n[row.pk] for n in by_course]) for row in courses]
        ),
        _table(
            PATH_COLUMNS, [(row.path.title, row.path.get_absolute_url(), [row.chosen, row.finished]) for row in paths]
        ),
    )


def _people(rows: QuerySet) -> Counter[int | None]:
    """How many people of each department have such a row."""
    members = Member.objects.filter(is_active=True, pk__in=rows.values("member"))
    return Counter(dict(members.order_by().values_list("department").annotate(count=Count("pk"))))


def _people_of_course(rows: QuerySet, course: str) -> Counter[int]:
    """How many people have such a row in each course: nobody has two."""
    return Counter(dict(rows.order_by().values_list(course).annotate(count=Count("pk"))))


def _table(columns: Sequence[Column], rows: Sequence[tuple[str, str, Counts]]) -> Table:
    """Groups without anybody are left out; what must not be shown says so."""
    kept = [row for row in rows if row[2][0]]
    published = publish([counts for _name, _url, counts in kept])
    shown = [
        Row([name, *map(_value, counts)], {columns[0].key: url} if url else {})
        for (name, url, _counts), counts in zip(kept, published.rows, strict=True)
    ]
    total = Row([str(_("All")), *map(_value, published.total)]) if kept else None
    return Table(columns, shown, total)


def _value(count: int | None) -> Value:
    return HIDDEN if count is None else count


def table_chart(key: str, name: StrOrPromise, words: StrOrPromise, table: Table) -> Chart:
    """The second figure of each row as a part of the first; rows with a hidden one are left out."""
    bars = [
        Bar(str(row.values[0]), row.values[2], row.values[1])
        for row in table.rows
        if isinstance(row.values[1], int) and isinstance(row.values[2], int)
    ]
    return Chart(key, name, words, bars)
