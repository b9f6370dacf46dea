"""Who comes, waits and asks: the organizer's list, its file, and what organizers decide."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from community.safety.csv_files import write_csv
from community.safety.uploads import attach
from events.enums import RegistrationState, Told
from events.models import Question, Registration
from events.registering.files import registration_rows
from events.registering.forms import BringForm, DeclineForm
from events.registering.rules import rules_of
from events.registering.services import deciding
from events.times import times_of
from events.views.organizing import organized_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from events.models import Occurrence

PEOPLE_PER_PAGE = 50
MOST_IN_LINE = 200


@member_required
@require_GET
def registrations(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    rows = found.registrations
    page = Paginator(rows.registered().for_list().with_answers(), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    line = list(rows.in_line().select_related("member__department").with_answers()[:MOST_IN_LINE])
    context = {
        "occurrence": found,
        "times": times_of(found),
        "page": page,
        "asks": Question.objects.filter(series=found.series_id).exists(),
        "requests": [row for row in line if row.is_requested],
        "waiting": [row for row in line if row.is_waiting],
        "offers": [row for row in line if row.state == RegistrationState.OFFERED],
        "crumbs": _crumbs(found, _("Registrations")),
    }
    response = render(request, "events/registration_list.html", context)
    mark_subject_read(reader=request.user, kinds=[Told.REQUESTED], about=found.pk)
    return response


@member_required
@require_GET
def registrations_csv(request: MemberRequest, slug: str, pk: int) -> FileResponse:
    found = organized_or_404(request, slug, pk)
    head, rows = registration_rows(found)
    content = BytesIO(write_csv(head, rows).encode("utf-8-sig"))
    return attach(content, name=f"{slug}-{found.recurrence_id}.csv", content_type="text/csv; charset=utf-8")


@member_required
@require_POST
def place_let_in(request: MemberRequest, slug: str, pk: int, registration: int) -> HttpResponse:
    found, row = _row_or_404(request, slug, pk, registration)
    try:
        row = deciding.let_in(registration=row, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        said = _("%(name)s has a place.") if row.is_registered else _("%(name)s is on the waiting list.")
        messages.success(request, said % {"name": row.member})
    return redirect("events:registrations", slug, found.pk)


@member_required
@require_http_methods(["GET", "POST"])
def place_decline(request: MemberRequest, slug: str, pk: int, registration: int) -> HttpResponse:
    found, row = _row_or_404(request, slug, pk, registration)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decline(registration=row, by=request.user, reason=form.cleaned_data["reason"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("%(name)s hears why.") % {"name": row.member})
            return redirect("events:registrations", slug, found.pk)
    context = {
        "form": form,
        "row": row,
        "occurrence": found,
        "times": times_of(found),
        "crumbs": _crumbs(found, _("Decline")),
    }
    return render(request, "events/registration_decline.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def people_bring(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    form = BringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = deciding.bring(occurrence=found, members=form.cleaned_data["people"], by=request.user)
        except HubError as refusal:
            form.add_error("people", refusal.message)
        else:
            messages.success(request, _brought(rows))
            return redirect("events:registrations", slug, found.pk)
    context = {
        "form": form,
        "occurrence": found,
        "times": times_of(found),
        "rules": rules_of(found.series),
        "crumbs": _crumbs(found, _("Register others")),
    }
    return render(request, "events/registration_bring.html", context, status=422 if form.is_bound else 200)


def _brought(rows: list[Registration]) -> str:
    placed = sum(row.is_registered for row in rows)
    said = ngettext("%(count)d person has a place.", "%(count)d people have a place.", placed) % {"count": placed}
    if waiting := len(rows) - placed:
        return said + " " + ngettext("%(count)d waits.", "%(count)d wait.", waiting) % {"count": waiting}
    return said


def _row_or_404(request: MemberRequest, slug: str, pk: int, registration: int) -> tuple[Occurrence, Any]:
    found = organized_or_404(request, slug, pk)
    return found, get_object_or_404(found.registrations.select_related("member", "occurrence"), pk=registration)


def _crumbs(found: Occurrence, title: str) -> list[tuple[str, str]]:
    return [(_("Events"), reverse("events:month")), (found.series.title, found.get_absolute_url()), (title, "")]
