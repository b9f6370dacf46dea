"""Notes on what came of a date, as organizers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events.after.forms import OutcomeForm
from events.after.models import OutcomeNote
from events.after.services.outcomes import change_outcome, take_out_outcome, write_outcome
from events.after.services.versions import ChangedMeanwhile
from events.views.organizing import organized_or_404

from .desk import after_page, newest, status_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

TEMPLATE = "events/outcome_note_edit.html"


@member_required
@require_http_methods(["GET", "POST"])
def outcome_note_add(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            write_outcome(
                occurrence=date, by=request.user, text=said["text"], links=form.written, form_token=said["form_token"]
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The note is on the page of the date."))
            return redirect("events:after_desk", slug, pk)
    return after_page(request, date, TEMPLATE, _("What came of it"), {"form": form}, status=status_of(form))


@member_required
@require_http_methods(["GET", "POST"])
def outcome_note_change(request: MemberRequest, slug: str, pk: int, note: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = get_object_or_404(OutcomeNote, pk=note, occurrence=date)
    form, stale, saved = OutcomeForm(request.POST or None, note=row), "", {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_outcome(note=row, by=request.user, version=said["version"], text=said["text"], links=form.written)
        except ChangedMeanwhile as refusal:
            stale, saved = refusal.message, {_("What came of it"): row.text}
            form = OutcomeForm(newest(request, row.version), note=row)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:after_desk", slug, pk)
    context = {"form": form, "stale": stale, "saved": saved}
    return after_page(request, date, TEMPLATE, _("What came of it"), context, status=status_of(form, stale))


@member_required
@require_POST
def outcome_note_take_out(request: MemberRequest, slug: str, pk: int, note: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    take_out_outcome(note=get_object_or_404(OutcomeNote, pk=note, occurrence=date), by=request.user)
    messages.success(request, _("The note is gone."))
    return redirect("events:after_desk", slug, pk)
