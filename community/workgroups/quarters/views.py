"""The quarterly reports of a group, each as page and file, and those of all groups side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.pages.reporting.files import table_file
from community.pages.reporting.groups import FEWEST
from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups.models import QuarterReport
from community.workgroups.permissions import can_lead
from community.workgroups.services import EditedMeanwhile
from community.workgroups.views.finding import crumbs_to, form_page, led_or_404, visible_or_404

from . import services
from .figures import quarter_sources
from .forms import WordsForm
from .permissions import can_compare_groups
from .quarter import Quarter
from .tables import changes_of, groups_table, quarters_table, report_table

if TYPE_CHECKING:
    from community.people.models import MemberRequest

REPORTS_PER_PAGE = 12
GROUPS_PER_PAGE = 30


@member_required
@require_safe
def quarters(request: MemberRequest, slug: str) -> HttpResponse:
    group = visible_or_404(request, slug)
    reports = QuarterReport.objects.visible_to(request.user).filter(group=group).with_figures().latest_first()
    page = Paginator(reports, REPORTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "page": page,
        "table": quarters_table(page.object_list),
        "running": Quarter.of(timezone.now()),
        "fewest": FEWEST,
        "crumbs": crumbs_to(group, _("Quarterly reports")),
    }
    return render(request, "workgroups/quarter_list.html", context)


def _both(request: MemberRequest, slug: str, quarter: Quarter) -> tuple[QuarterReport, QuarterReport | None]:
    """The report of that quarter, and the one of the quarter before when there is one."""
    visible = QuarterReport.objects.visible_to(request.user).filter(group__slug=slug)
    found = {row.quarter: row for row in (visible.of(quarter) | visible.of(quarter.before)).with_figures()}
    if quarter not in found:
        raise Http404
    return found[quarter], found.get(quarter.before)


@member_required
@require_safe
def quarter(request: MemberRequest, slug: str, quarter: Quarter) -> HttpResponse:
    report, before = _both(request, slug, quarter)
    context = {
        "group": report.group,
        "report": report,
        "before": before,
        "table": report_table(report, before),
        "figures": quarter_sources.figures,
        "changes": changes_of(report) if report.is_recounted else [],
        "is_lead": can_lead(request.user, report.group),
        "fewest": FEWEST,
        "crumbs": _crumbs(report),
    }
    return render(request, "workgroups/quarter_detail.html", context)


def _crumbs(report: QuarterReport, title: str = "") -> list[tuple[str, str]]:
    way = crumbs_to(report.group, title or report.quarter.months)
    between = [(_("Quarterly reports"), reverse("workgroups:quarters", args=[report.group.slug]))]
    if title:
        between.append((report.quarter.months, report.get_absolute_url()))
    return [*way[:-1], *between, way[-1]]


@member_required
@require_safe
def quarter_file(request: MemberRequest, slug: str, quarter: Quarter, kind: str) -> FileResponse:
    return table_file(report_table(*_both(request, slug, quarter)), name=f"{slug}-{quarter}", kind=kind)


def _led(request: MemberRequest, slug: str, quarter: Quarter) -> QuarterReport:
    """The report, for a lead of its group."""
    reports = QuarterReport.objects.of(quarter).select_related("group")
    return get_object_or_404(reports, group=led_or_404(request, slug))


@member_required
@require_POST
def quarter_count(request: MemberRequest, slug: str, quarter: Quarter) -> HttpResponse:
    report = _led(request, slug, quarter)
    try:
        counted = services.count_again(report=report, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        said = _("Counted again. Some figures changed: they are listed here.")
        messages.success(request, said if changes_of(counted) else _("Counted again. No figure that is shown changed."))
    return redirect(report)


@member_required
@require_http_methods(["GET", "POST"])
def quarter_words(request: MemberRequest, slug: str, quarter: Quarter) -> HttpResponse:
    report = _led(request, slug, quarter)
    form = WordsForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.write_words(report=report, words=said["words"], by=request.user, version=said["version"])
        except EditedMeanwhile as stale:
            return _edited_meanwhile(request, report, stale.message)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(report)
    return _words_page(request, report, form=form)


def _words_page(request: MemberRequest, report: QuarterReport, **context: Any) -> HttpResponse:
    title = _("What the leads say: %(months)s") % {"months": report.quarter.months}
    shown = {"button": _("Save"), "crumbs": _crumbs(report, _("What the leads say")), **context}
    return form_page(request, report.group, title, **shown)


def _edited_meanwhile(request: MemberRequest, report: QuarterReport, message: str) -> HttpResponse:
    """What was typed, with what somebody else saved meanwhile; saving once more keeps what was typed."""
    stored = QuarterReport.objects.get(pk=report.pk)
    data = request.POST.copy()
    data["version"] = str(stored.version)
    form = WordsForm(data, instance=report)
    form.full_clean()
    differences = [{"label": form.fields["words"].label, "saved": stored.words}]
    return _words_page(request, report, form=form, stale=message, differences=differences, status=409)


def _compared(request: MemberRequest, quarter: Quarter) -> Any:
    """The reports of a quarter that is over, by group: those that the viewer may see."""
    if not can_compare_groups(request.user) or quarter.end > timezone.now():
        raise Http404
    return QuarterReport.objects.visible_to(request.user).of(quarter).with_figures().order_by("group__name")


@member_required
@require_safe
def all_groups(request: MemberRequest, quarter: Quarter) -> HttpResponse:
    page = Paginator(_compared(request, quarter), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "quarter": quarter,
        "page": page,
        "table": groups_table(page.object_list),
        "figures": quarter_sources.figures,
        "later": quarter.after if quarter.after.end <= timezone.now() else None,
        "fewest": FEWEST,
        "crumbs": crumbs_to(None, _("Quarter by quarter")),
    }
    return render(request, "workgroups/quarter_overview.html", context)


@member_required
@require_safe
def all_groups_file(request: MemberRequest, quarter: Quarter, kind: str) -> FileResponse:
    return table_file(groups_table(_compared(request, quarter)), name=f"work-groups-{quarter}", kind=kind)
