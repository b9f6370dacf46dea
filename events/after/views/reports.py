"""The report on attendance: as a page, as CSV and for a spreadsheet, of a date and of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.files import table_file
from community.people.access import member_required
from events.after.reports import date_report, series_report
from events.models import Series
from events.views.organizing import crumbs_to, organized_or_404

from .desk import after_page

if TYPE_CHECKING:
    from community.people.models import MemberRequest

ROWS_PER_PAGE = 50


@member_required
@require_safe
def attendance_report(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    report = date_report(date)
    page = Paginator(report.table.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"report": report, "page": page, "table": report.table.of(list(page.object_list))}
    return after_page(request, date, "events/attendance_report.html", _("Attendance report"), context)


@member_required
@require_safe
def attendance_file(request: MemberRequest, slug: str, pk: int, kind: str) -> FileResponse:
    date = organized_or_404(request, slug, pk)
    return table_file(date_report(date).table, name=f"{slug}-{date.recurrence_id}-attendance", kind=kind)


def _series_or_404(request: MemberRequest, slug: str) -> Series:
    return get_object_or_404(Series.objects.editable_by(request.user), slug=slug)


@member_required
@require_safe
def series_attendance(request: MemberRequest, slug: str) -> HttpResponse:
    series = _series_or_404(request, slug)
    report = series_report(series)
    show = "people" if request.GET.get("show") == "people" else "dates"
    table = report.people if show == "people" else report.dates
    page = Paginator(table.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "series": series,
        "show": show,
        "query": f"show={show}&",
        "page": page,
        "table": table.of(list(page.object_list)),
        "crumbs": crumbs_to(_("Attendance report"), series),
    }
    return render(request, "events/series_attendance.html", context)


@member_required
@require_safe
def series_attendance_file(request: MemberRequest, slug: str, table: str, kind: str) -> FileResponse:
    report = series_report(_series_or_404(request, slug))
    tables = {"dates": report.dates, "people": report.people}
    if table not in tables:
        raise Http404
    return table_file(tables[table], name=f"{slug}-{table}", kind=kind)
