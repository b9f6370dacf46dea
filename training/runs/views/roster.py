"""Who takes a run: the roster, requests and the waiting list, for those who teach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from training.runs.enums import RunTold
from training.runs.forms import ReasonForm
from training.runs.models import RunEnrolment
from training.runs.permissions import can_decline, can_teach
from training.runs.services.places import approve, decline
from training.runs.sessions import times_of_sessions
from training.visiting import see_other

from .visiting import render_reason, run_crumbs, taught_run

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PEOPLE_PER_PAGE = 100


@member_required
@require_safe
def roster(request: MemberRequest, pk: int) -> HttpResponse:
    run = taught_run(request.user, pk)
    rows = run.enrolments.for_list()
    context = {
        "run": run,
        "course": run.course,
        "page": Paginator(rows.holding().by_name(), PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "requests": list(rows.requested()[:PEOPLE_PER_PAGE]),
        "waiting": list(rows.waiting()[:PEOPLE_PER_PAGE]),
        "sessions": times_of_sessions(run, request.user),
        "crumbs": run_crumbs(run, _("Roster")),
    }
    response = render(request, "training/run_roster.html", context)
    mark_subject_read(reader=request.user, kinds=RunTold.values, about=run.pk)
    return response


def _enrolment(pk: int) -> RunEnrolment:
    row: RunEnrolment = get_object_or_404(RunEnrolment.objects.select_related("run__course", "member"), pk=pk)
    return row


@member_required
@require_POST
def place_approve(request: MemberRequest, pk: int) -> HttpResponse:
    row = _enrolment(pk)
    if not can_teach(request.user, row.run):
        raise Http404
    try:
        row = approve(enrolment=row, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        said = _("%(name)s has a place.") if row.is_in else _("%(name)s is on the waiting list: all seats are taken.")
        messages.success(request, said % {"name": row.member.display_name})
    return see_other(reverse("training:run_roster", args=[row.run_id]))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_decline(request: MemberRequest, pk: int) -> HttpResponse:
    row = _enrolment(pk)
    if not can_decline(request.user, row):
        raise Http404
    page = "training:run_roster" if can_teach(request.user, row.run) else "training:run_department"
    back = reverse(page, args=[row.run_id])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline(enrolment=row, by=request.user, reason=form.cleaned_data["reason"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("%(name)s is told why.") % {"name": row.member.display_name})
            return see_other(back)
    return render_reason(
        request,
        form,
        row=row,
        title=_("Take out of the run") if row.is_in else _("Decline"),
        what=row.member.display_name,
        where=f"{row.run.course.title}: {row.run.title}",
        consequence=_("The seat goes to the next person who waits.") if row.is_in else _("They read your reason."),
        back=back,
        crumbs=run_crumbs(row.run, _("Decline")),
    )
