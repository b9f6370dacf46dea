"""The report on the whole programme, for who runs it: numbers only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.files import table_file
from community.people.access import member_required
from training.reports.permissions import can_see_programme
from training.reports.programme import programme_report, table_chart
from training.reports.small_groups import FEWEST
from training.visiting import crumbs

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest


@member_required
@require_safe
def programme_report_page(request: MemberRequest) -> HttpResponse:
    if not can_see_programme(request.user):
        raise Http404
    report = programme_report()
    words = _("One bar for each department whose figures are shown: how many of its learners finished a course.")
    context = {
        "report": report,
        "chart": table_chart("departments", _("Who finished a course"), words, report.departments),
        "fewest": FEWEST,
        "crumbs": crumbs((_("Report on the programme"), "")),
    }
    return render(request, "training/report_programme.html", context)


@require_safe
def programme_file(request: AnyRequest, table: str, kind: str) -> FileResponse:
    if not can_see_programme(request.user):
        raise Http404
    if table not in {"departments", "courses", "paths"}:
        raise Http404
    return table_file(getattr(programme_report(), table), name=f"programme-{table}", kind=kind)
