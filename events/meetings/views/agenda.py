"""Writing the agenda of a meeting, and what it did for deliverables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events.after.services.versions import ChangedMeanwhile
from events.after.views.desk import newest
from events.meetings.forms import AgendaItemForm, MovedForm, MoveForm
from events.meetings.models import AgendaItem, MovedDeliverable
from events.meetings.services.agenda import add_item, carry_over, change_item, move_item, publish_agenda, take_out_item
from events.meetings.services.moved import move_deliverable, take_out_moved

from .meeting import act, crumbs_of, form_page, kept_or_404, to_meeting

if TYPE_CHECKING:
    from typing import Any

    from community.people.models import MemberRequest
    from events.models import Occurrence

AGENDA, DELIVERABLES = "agenda", "deliverables"


def _page(request: MemberRequest, date: Occurrence, title: str, **context: Any) -> HttpResponse:
    assert date.series.group is not None
    back = reverse("events:meeting", args=[date.series.slug, date.pk])
    return form_page(request, date.series.group, title, back=back, crumbs=crumbs_of(date), **context)


@member_required
@require_http_methods(["GET", "POST"])
def agenda_add(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = kept_or_404(request, slug, pk)
    form = AgendaItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_item(occurrence=date, by=request.user, form_token=form.cleaned_data["form_token"], **form.said)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The item is at the end of the agenda."))
            return to_meeting(date, AGENDA)
    return _page(request, date, _("Add to the agenda"), form=form, button=_("Add the item"))


@member_required
@require_http_methods(["GET", "POST"])
def agenda_change(request: MemberRequest, slug: str, pk: int, item: int) -> HttpResponse:
    date, row = _item_or_404(request, slug, pk, item)
    form, stale, saved = AgendaItemForm(request.POST or None, item=row), "", {}
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item=row, by=request.user, version=form.cleaned_data["version"], said=form.said)
        except ChangedMeanwhile as refusal:
            row.refresh_from_db()
            stale, saved = refusal.message, _differing(form, row)
            form = AgendaItemForm(newest(request, row.version), item=row)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return to_meeting(date, AGENDA)
    status = 409 if stale else None
    title = _("Change the agenda")
    return _page(request, date, title, form=form, button=_("Save"), stale=stale, saved=saved, status=status)


def _differing(form: AgendaItemForm, row: AgendaItem) -> dict[str, Any]:
    """What the other person saved, where it is not what was typed."""
    said = form.said
    return {str(form.fields[name].label): getattr(row, name) for name in said if getattr(row, name) != said[name]}


@member_required
@require_POST
def agenda_take_out(request: MemberRequest, slug: str, pk: int, item: int) -> HttpResponse:
    date = kept_or_404(request, slug, pk)
    row = AgendaItem.objects.filter(pk=item, occurrence=date).select_related("occurrence__series").first()
    if row is None:
        return to_meeting(date, AGENDA)
    return act(request, date, lambda: take_out_item(item=row, by=request.user), _("The item is gone."), AGENDA)


@member_required
@require_POST
def agenda_move(request: MemberRequest, slug: str, pk: int, item: int) -> HttpResponse:
    date, row = _item_or_404(request, slug, pk, item)
    form = MoveForm(request.POST)
    up = form.is_valid() and form.cleaned_data["way"] == "up"
    return act(request, date, lambda: move_item(item=row, by=request.user, up=up), _("Moved."), AGENDA)


@member_required
@require_POST
def agenda_carry_over(request: MemberRequest, slug: str, pk: int, item: int) -> HttpResponse:
    date, row = _item_or_404(request, slug, pk, item)
    done = _("The item is on the agenda of the next meeting, too.")
    return act(request, date, lambda: carry_over(item=row, by=request.user), done, AGENDA)


@member_required
@require_POST
def agenda_publish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = kept_or_404(request, slug, pk)
    done = _("The agenda is published. Who takes part hears of it.")
    return act(request, date, lambda: publish_agenda(occurrence=date, by=request.user), done, AGENDA)


def _item_or_404(request: MemberRequest, slug: str, pk: int, item: int) -> tuple[Occurrence, AgendaItem]:
    date = kept_or_404(request, slug, pk)
    row = get_object_or_404(AgendaItem, pk=item, occurrence=date)
    row.occurrence = date
    return date, row


@member_required
@require_http_methods(["GET", "POST"])
def moved_add(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = kept_or_404(request, slug, pk)
    assert date.series.group_id is not None
    form = MovedForm(request.POST or None, group=date.series.group_id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            move_deliverable(occurrence=date, deliverable=said["deliverable"], by=request.user, words=said["words"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return to_meeting(date, DELIVERABLES)
    return _page(request, date, _("What moved"), form=form, button=_("Save"))


@member_required
@require_POST
def moved_take_out(request: MemberRequest, slug: str, pk: int, moved: int) -> HttpResponse:
    date = kept_or_404(request, slug, pk)
    row = MovedDeliverable.objects.filter(pk=moved, occurrence=date).select_related("occurrence__series").first()
    if row is None:
        return to_meeting(date, DELIVERABLES)
    return act(request, date, lambda: take_out_moved(row=row, by=request.user), _("The note is gone."), DELIVERABLES)
