"""The report on a department, for its data coordinators: nobody else's people are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.files import table_file
from community.people.access import member_required
from training.models import RolePath
from training.reports.choosing import Choice, as_query, one_of, read_choice
from training.reports.department import (
    course_chart,
    course_table,
    courses_of,
    department_report,
    path_table,
)
from training.reports.enums import People, Period
from training.reports.finished import Finishes, Scope
from training.reports.people import ending_list, ending_table, lines_of, people_in, people_table
from training.runs.permissions import coordinated_by
from training.visiting import crumbs, see_other

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import AnyRequest, Department, Member, MemberRequest

PEOPLE_PER_PAGE = 20
CERTIFICATES_PER_PAGE = 50
MOST_LINES = 10_000


def _department(user: Member | AnonymousUser) -> Department:
    department = coordinated_by(user)
    if department is None:
        raise Http404
    return department


def _filters(choice: Choice) -> dict[str, object]:
    """What the form of filters offers."""
    return {
        "choice": choice,
        "periods": Period,
        "courses": courses_of(Scope()),
        "paths": RolePath.objects.filter(live=True).for_list(),
        "query": choice.query,
    }


@member_required
@require_safe
def department_report_page(request: MemberRequest) -> HttpResponse:
    department, choice = _department(request.user), read_choice(request.GET)
    report = department_report(Scope(department, choice.course), path=choice.path, period=choice.period)
    context = {
        **_filters(choice),
        "department": department,
        "report": report,
        "by_course": course_table(report),
        "by_path": path_table(report),
        "chart": course_chart(report) if choice.period == Period.ALL else None,
        "crumbs": crumbs((_("Report on your department"), "")),
    }
    return render(request, "training/report_department.html", context)


@member_required
@require_safe
def department_people(request: MemberRequest) -> HttpResponse:
    department, choice, at = _department(request.user), read_choice(request.GET), timezone.now()
    show, scope = one_of(People.OVERDUE, request.GET.get("show")), Scope(department, choice.course)
    number = request.GET.get("page")
    page: Page[Any]
    if show == People.ENDING:
        page = Paginator(ending_list(scope, choice.path, at), CERTIFICATES_PER_PAGE).get_page(number)
        table = ending_table(list(page.object_list), at)
    else:
        finishes = Finishes.within(scope)
        lines = lines_of(scope, finishes, show, path=choice.path, period=choice.period, at=at)
        page = Paginator(people_in(scope, lines), PEOPLE_PER_PAGE).get_page(number)
        table = people_table(scope, finishes, lines, list(page.object_list), at)
    way = ((_("Report on your department"), reverse("training:department_report")), (_("People"), ""))
    context = {
        **_filters(choice),
        "department": department, "show": show, "shows": People, "page": page, "table": table,
        "list_query": choice.query + as_query({"show": show.value}),
        "crumbs": crumbs(*way),
    }  # fmt: skip
    return render(request, "training/report_people.html", context)


@require_safe
def department_file(request: AnyRequest, table: str, kind: str) -> FileResponse | HttpResponse:
    department, choice, at = _department(request.user), read_choice(request.GET), timezone.now()
    scope, name = Scope(department, choice.course), f"{department.slug}-{table}"
    if table in {"courses", "paths"}:
        report = department_report(scope, path=choice.path, period=choice.period, at=at)
        return table_file(course_table(report) if table == "courses" else path_table(report), name=name, kind=kind)
    if table == "certificates":
        return table_file(ending_table(list(ending_list(scope, choice.path, at)), at), name=name, kind=kind)
    if table != "people":
        raise Http404
    finishes, show = Finishes.within(scope), one_of(People.OVERDUE, request.GET.get("show"))
    lines = lines_of(scope, finishes, show, path=choice.path, period=choice.period, at=at)
    if lines.count() > MOST_LINES:
        words = _("That list has more than %(most)d lines. Choose a course or a path first.") % {"most": MOST_LINES}
        messages.error(request, words)
        return see_other(f"{reverse('training:department_people')}?{choice.query}show={show.value}")
    found = people_table(scope, finishes, lines, list(people_in(scope, lines)), at)
    return table_file(found, name=name, kind=kind)
