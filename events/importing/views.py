"""Pages for organizers who bring in calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from events.models import CalendarImport, ImportedEvent, OutsideCalendar
from events.permissions import can_schedule

from .enums import NEWS, Outside
from .forms import ImportForm
from .models import ENDS
from .permissions import can_bring_in
from .services.bringing import ask_for_import
from .services.refreshing import ask_now, keep_up_to_date, start_again
from .services.standing import stop

if TYPE_CHECKING:
    from community.people.models import MemberRequest

IMPORTS_PER_PAGE = 20
DRAFTS_SHOWN = 100
RUNS_SHOWN = 10


@member_required
@require_GET
def imports(request: MemberRequest) -> HttpResponse:
    found = CalendarImport.objects.visible_to(request.user).filter(calendar=None).for_list()
    if not can_schedule(request.user) and not found.exists():
        raise Http404
    page = Paginator(found, IMPORTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/import_list.html", {"page": page, "crumbs": _crumbs(_("Calendars brought in"))})


@member_required
@require_GET
def outside_calendars(request: MemberRequest) -> HttpResponse:
    found = OutsideCalendar.objects.visible_to(request.user).for_list()
    if not can_schedule(request.user) and not found.exists():
        raise Http404
    page = Paginator(found, IMPORTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": _crumbs(_("Outside calendars"), has_list=True)}
    return render(request, "events/outside_list.html", context)


@member_required
@require_GET
def outside_calendar(request: MemberRequest, pk: int) -> HttpResponse:
    calendar = _calendar_or_404(request, pk)
    runs = calendar.imports.for_list()
    newest = list(runs[:RUNS_SHOWN])
    known = ImportedEvent.objects.of(calendar).editable_by(request.user)
    context = {
        "calendar": calendar,
        "runs": newest,
        "is_being_read": any(not run.is_ended for run in newest),
        "drafts": [one.series for one in known.filter(series__live=False, outside=Outside.SAME)[:DRAFTS_SHOWN]],
        "news": known.filter(outside__in=NEWS)[:DRAFTS_SHOWN],
        "may_start": can_bring_in(request.user, calendar.group),
        "crumbs": _crumbs(_("Outside calendar"), has_list=True),
    }
    return render(request, "events/outside_detail.html", context)


@member_required
@require_POST
def outside_calendar_refresh(request: MemberRequest, pk: int) -> HttpResponse:
    calendar = _calendar_or_404(request, pk)
    if ask_now(calendar=calendar):
        messages.success(request, _("The address is asked now. Load this page again in a moment."))
    else:
        messages.info(request, _("The address was asked a moment ago. Wait a minute."))
    return redirect(calendar)


@member_required
@require_POST
def outside_calendar_stop(request: MemberRequest, pk: int) -> HttpResponse:
    calendar = _calendar_or_404(request, pk)
    stop(calendar=calendar, by=request.user, at=timezone.now())
    messages.success(request, _("The address is asked no more. What came of it stays."))
    return redirect(calendar)


@member_required
@require_POST
def outside_calendar_start(request: MemberRequest, pk: int) -> HttpResponse:
    calendar = _calendar_or_404(request, pk)
    if not can_bring_in(request.user, calendar.group):
        raise Http404
    start_again(calendar=calendar, by=request.user)
    messages.success(request, _("The address is asked again, from now on."))
    return redirect(calendar)


def _calendar_or_404(request: MemberRequest, pk: int) -> OutsideCalendar:
    found: OutsideCalendar = get_object_or_404(
        OutsideCalendar.objects.visible_to(request.user).select_related("by", "group"), pk=pk
    )
    return found


@member_required
@require_http_methods(["GET", "POST"])
def import_new(request: MemberRequest) -> HttpResponse:
    if not can_schedule(request.user):
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if form.cleaned_data["keep"]:
            group, address = form.cleaned_data["group"], form.cleaned_data["address"]
            return redirect(keep_up_to_date(by=request.user, group=group, address=address))
        asked = ask_for_import(
            by=request.user,
            group=form.cleaned_data["group"],
            came_from=form.shown_name or form.cleaned_data["address"],
            data=file.read() if file else b"",
            form_token=form.cleaned_data["form_token"],
        )
        return redirect(asked)
    context = {"form": form, "crumbs": _crumbs(_("Bring in a calendar"), has_list=True)}
    return render(request, "events/import_new.html", context, status=422 if form.is_bound else 200)


@member_required
@require_GET
def import_detail(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CalendarImport.objects.visible_to(request.user).for_list(), pk=pk)
    made = row.events.editable_by(request.user).select_related("series").order_by("series__starts_on", "pk")
    labels = {one.name: one.verbose_name for one in CalendarImport._meta.fields}
    numbers = [(labels[name], getattr(row, name)) for name in (*ENDS, "removed", "gone")]
    context = {
        "row": row,
        "numbers": [(name, number) for name, number in numbers if number],
        "drafts": [one.series for one in made.filter(series__live=False)[:DRAFTS_SHOWN]],
        "crumbs": _crumbs(_("Report"), has_list=True),
    }
    return render(request, "events/import_detail.html", context)


def _crumbs(title: str, *, has_list: bool = False) -> list[tuple[str, str]]:
    listed = [(_("Calendars brought in"), reverse("events:imports"))] if has_list else []
    return [(_("Events"), reverse("events:month")), *listed, (title, "")]
