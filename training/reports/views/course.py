"""The report on a course, for those who may edit it and for who teaches a run of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.files import table_file
from community.people.access import member_required
from training.assignments.enums import WorkState
from training.models import Work
from training.pages import CoursePage
from training.reports.choosing import as_query, number_in, one_of
from training.reports.course import (
    CourseReport,
    learner_table,
    lesson_chart,
    lesson_table,
    quizzes_of,
    report_on,
)
from training.reports.enums import QUIET_DAYS, Period, Show
from training.reports.permissions import Access, access_to
from training.visiting import crumbs

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import AnyRequest, Member, MemberRequest
    from training.runs.models import Run

LEARNERS_PER_PAGE = 50


def _access(user: Member | AnonymousUser, slug: str) -> Access:
    access = access_to(user, get_object_or_404(CoursePage, slug=slug))
    if access is None:
        raise Http404
    return access


def _asked(request: AnyRequest, access: Access) -> tuple[CourseReport, Run | None, Period, str]:
    """The report that the address asks for, its run and period, and both as they stand in an address."""
    number = number_in(request.GET.get("run"))
    run = access.runs.filter(pk=number).first() if number else None
    period = one_of(Period.ALL, request.GET.get("period"))
    parts = {"run": str(run.pk) if run else "", "period": "" if period == Period.ALL else period.value}
    return report_on(access, run=run, period=period), run, period, as_query(parts)


@member_required
@require_safe
def course_report(request: MemberRequest, course: str) -> HttpResponse:
    access = _access(request.user, course)
    report, run, period, query = _asked(request, access)
    show = one_of(Show.ALL, request.GET.get("show"))
    lesson = report.outline.get(number_in(request.GET.get("lesson")))
    learners = report.shown(show, lesson.pk if lesson else None)
    page = Paginator(learners, LEARNERS_PER_PAGE).get_page(request.GET.get("page"))
    listed = {"show": "" if show == Show.ALL else show.value, "lesson": str(lesson.pk) if lesson else ""}
    context = {
        **_around(request, access, report),
        "report": report, "run": run, "period": period, "periods": Period, "query": query,
        "show": show, "shows": Show, "lesson": lesson, "page": page, "list_query": query + as_query(listed),
        "lessons": lesson_table(report, query),
        "learners": learner_table(report, list(page.object_list)),
        "chart": lesson_chart(report),
        "quiet_days": QUIET_DAYS,
    }  # fmt: skip
    return render(request, "training/report_course.html", context)


def _around(request: MemberRequest, access: Access, report: CourseReport) -> dict[str, object]:
    """What else waits for the instructor: work, and figures of quizzes, for those who may edit the course."""
    course = access.course
    waiting = Work.objects.visible_to(request.user).in_course(course).filter(state=WorkState.WAITING)
    return {
        "access": access,
        "course": course,
        "runs": list(access.runs[:50]),
        "waiting": waiting.count() if access.is_whole else None,
        "quizzes": quizzes_of(report) if access.is_whole else [],
        "crumbs": crumbs((course.title, course.get_absolute_url()), (_("Report"), "")),
    }


@require_safe
def course_report_file(request: AnyRequest, course: str, table: str, kind: str) -> FileResponse:
    access = _access(request.user, course)
    report, _run, _period, _query = _asked(request, access)
    if table == "lessons":
        found = lesson_table(report)
    elif table == "learners":
        lesson = report.outline.get(number_in(request.GET.get("lesson")))
        shown = report.shown(one_of(Show.ALL, request.GET.get("show")), lesson.pk if lesson else None)
        found = learner_table(report, shown)
    else:
        raise Http404
    return table_file(found, name=f"{course}-{table}", kind=kind)
