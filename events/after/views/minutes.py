"""Minutes: what readers see, with its versions, and what organizers write, approve and publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events.after.forms import ApproveForm, MinutesForm, PublishForm
from events.after.models import Minutes, MinutesVersion
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.after.services.versions import ChangedMeanwhile
from events.views.calendar import occurrence_for
from events.views.organizing import organized_or_404

from .desk import after_page, newest, status_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from events.models import Occurrence


@require_GET
def minutes(request: AnyRequest, slug: str, pk: int, number: int | None = None) -> HttpResponse:
    date = occurrence_for(request, slug, pk)
    row = get_object_or_404(Minutes.objects.open_to(request.user).defer("text", "html"), occurrence=date)
    row.occurrence = date
    versions = list(row.versions.defer("text", "html").select_related("by", "approved_by", "approved_in__series"))
    shown = get_object_or_404(MinutesVersion, minutes=row, number=number or row.number)
    context = {
        "minutes": row,
        "shown": next(one for one in versions if one.number == shown.number),
        "body": shown.body,
        "is_latest": shown.number == row.number,
        "versions": versions,
        "may_edit": getattr(date, "may_edit", False),
    }
    return after_page(request, date, "events/minutes.html", _("Minutes"), context)


@member_required
@require_http_methods(["GET", "POST"])
def minutes_write(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = Minutes.objects.filter(occurrence=date).first()
    form = MinutesForm(request.POST or None, initial=_values(row))
    stale, theirs, is_preview = "", None, "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not is_preview:
        said = form.cleaned_data
        try:
            write_minutes(occurrence=date, by=request.user, text=said["text"], version=said["version"])
        except ChangedMeanwhile as refusal:
            theirs, stale = Minutes.objects.filter(occurrence=date).first(), refusal.message
            form = MinutesForm(newest(request, theirs.version if theirs else 0))
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The draft is saved. Look it over, then approve it."))
            return redirect("events:minutes_review", slug, pk)
    preview = form.cleaned_data["text"].html if is_preview and form.is_valid() else ""
    status = 200 if preview else status_of(form, stale)
    context = {"form": form, "stale": stale, "theirs": theirs, "preview": preview, "minutes": row}
    return after_page(request, date, "events/minutes_write.html", _("Write the minutes"), context, status=status)


def _values(row: Minutes | None) -> dict[str, object]:
    return {"text": row.text, "version": row.version} if row else {}


@member_required
@require_GET
def minutes_review(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date, row = _own_or_404(request, slug, pk)
    return _review(request, date, row, PublishForm(initial={"version": row.version}))


@member_required
@require_POST
def minutes_approve(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    _date, row = _own_or_404(request, slug, pk)
    form = ApproveForm(request.POST, minutes=row)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {"version": 0}
    try:
        approve_minutes(minutes=row, by=request.user, version=said["version"], meeting=said.get("meeting"))
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Approved. Publish the minutes, so that whoever may see the event reads them."))
    return redirect("events:minutes_review", slug, pk)


@member_required
@require_POST
def minutes_publish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date, row = _own_or_404(request, slug, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _review(request, date, row, form)
    said = form.cleaned_data
    try:
        publish_minutes(minutes=row, by=request.user, version=said["version"], note=said["note"])
    except HubError as refusal:
        form.add_error(None, refusal.message)
        return _review(request, date, row, form)
    messages.success(request, _("The minutes are published. Who takes part hears of them."))
    return redirect("events:minutes", slug, pk)


def _own_or_404(request: MemberRequest, slug: str, pk: int) -> tuple[Occurrence, Minutes]:
    date = organized_or_404(request, slug, pk)
    rows = Minutes.objects.select_related("written_by", "approved_by", "approved_in__series")
    row: Minutes = get_object_or_404(rows, occurrence=date)
    row.occurrence = date
    return date, row


def _review(request: MemberRequest, date: Occurrence, row: Minutes, form: PublishForm) -> HttpResponse:
    if not row.number:
        del form.fields["note"]
    approval = ApproveForm(minutes=row) if row.is_draft else None
    context = {"form": form, "minutes": row, "approval": approval}
    status = status_of(form)
    return after_page(request, date, "events/minutes_review.html", _("Review the minutes"), context, status=status)
