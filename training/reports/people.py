"""The people of a department, course by course, and the certificates that end. Reads; changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Column, Row, Table, Word
from community.people.models import Member
from training.certificates.times import day_of
from training.standing import progress_in

from .department import courses_of, ending_certificates
from .enums import People, Period
from .overdue import overdue_places

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from training.models import Certificate, Enrolment
    from training.paths.models import RolePath

    from .finished import Finishes, Scope

PEOPLE_COLUMNS = (
    Column("name", _("Name")),
    Column("course", _("Course")),
    Column("state", _("State")),
    Column("percent", _("Percent"), is_number=True),
    Column("enrolled_on", _("Enrolled")),
    Column("last_active_on", _("Last step")),
    Column("finished_on", _("Finished")),
    Column("due_on", _("Was due")),
)
ENDING_COLUMNS = (
    Column("name", _("Name")),
    Column("course", _("Course")),
    Column("ends_on", _("Last day")),
    Column("days_left", _("Days left"), is_number=True),
)


def lines_of(
    scope: Scope,
    finishes: Finishes,
    show: People,
    *,
    path: RolePath | None = None,
    period: Period = Period.ALL,
    at: datetime,
) -> QuerySet[Enrolment]:
    """Enrolments of the scope that a list shows: overdue ones whenever they began, others of the period."""
    rows = finishes.enrolments(scope)
    since = period.since(at)
    if path:
        rows = rows.filter(course__in=[course.pk for course in courses_of(scope, path)])
    if show == People.OVERDUE:
        mine = overdue_places(scope, finishes, at).filter(member=OuterRef("member"), run__course=OuterRef("course"))
        return rows.filter(Exists(mine))
    if show == People.FINISHED:
        done = finishes.rows.filter(member=OuterRef("member"), course=OuterRef("course"))
        return rows.filter(Exists(done.filter(at__gte=since) if since else done))
    if since:
        rows = rows.filter(enrolled_at__gte=since)
    return rows.filter(~finishes.of_row()) if show == People.GOING else rows


def people_in(scope: Scope, lines: QuerySet[Enrolment]) -> QuerySet[Member]:
    """Who stands in those lines, by name."""
    return scope.people_of(Member.objects.filter(pk__in=lines.values("member"))).order_by("display_name", "pk")


def people_table(
    scope: Scope, finishes: Finishes, lines: QuerySet[Enrolment], members: Collection[Member], at: datetime
) -> Table:
    """The lines of those members; percent is that of the learner's own pages. Seven queries, however many lines."""
    by_member = {member.pk: place for place, member in enumerate(members)}
    courses = {course.pk: (place, course) for place, course in enumerate(courses_of(scope))}
    shown = list(lines.filter(member__in=list(by_member)).select_related("member"))
    shown.sort(key=lambda row: (by_member[row.member_id], courses[row.course_id][0]))
    taken = [courses[key][1] for key in {row.course_id for row in shown}]
    progress = progress_in(taken, list(by_member), [(row.member_id, row.course_id) for row in shown])
    done = finishes.rows.filter(member__in=list(by_member)).values_list("member", "course", "at")
    finished = {(member, course): day_of(moment) for member, course, moment in done}
    places = overdue_places(scope, finishes, at).filter(member__in=list(by_member))
    due = {(row[0], row[1]): row[2] for row in places.values_list("member", "run__course", "run__ends_on")}
    rows = []
    for row in shown:
        pair, course = (row.member_id, row.course_id), courses[row.course_id][1]
        links = {"name": row.member.get_absolute_url(), "course": course.get_absolute_url()}
        dates: list[date | None] = [day_of(row.enrolled_at), day_of(row.active_at), finished.get(pair), due.get(pair)]
        state = _state(progress[pair].is_finished, pair in due)
        rows.append(Row([row.member.display_name, course.title, state, progress[pair].percent, *dates], links))
    return Table(PEOPLE_COLUMNS, rows)


def _state(is_finished: bool, is_overdue: bool) -> Word:
    if is_finished:
        return Word(gettext_noop("finished"))
    return Word(gettext_noop("overdue")) if is_overdue else Word(gettext_noop("on the way"))


def ending_list(scope: Scope, path: RolePath | None, at: datetime) -> QuerySet[Certificate]:
    """Certificates that end within 90 days, the next one first."""
    rows = (
        ending_certificates(scope, at)
        .select_related("member", "course")
        .defer("credential", "course__body", "course__outcomes")
    )
    if path:
        rows = rows.filter(course__in=[course.pk for course in courses_of(scope, path)])
    return rows.order_by("expires_on", "member__display_name", "pk")


def ending_table(certificates: Collection[Certificate], at: datetime) -> Table:
    """Whose certificate of which course ends when."""
    today = day_of(at)
    rows = [
        Row(
            [row.member.display_name, row.course.title, row.expires_on, (row.expires_on - today).days],
            {"name": row.member.get_absolute_url(), "course": row.course.get_absolute_url()},
        )
        for row in certificates
        if row.expires_on
    ]
    return Table(ENDING_COLUMNS, rows)
