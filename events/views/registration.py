"""Registering for a date and withdrawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events import services
from events.forms import RegisterForm
from events.registries import wholes

from .calendar import occurrence_context, occurrence_for

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from events.models import Occurrence


@member_required
@require_POST
def event_register(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    asked = occurrence_for(request, slug, pk)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _refuse(request, asked, _("The form was incomplete. Press the button again."))
    door = next((whole for whole in wholes.of(asked, request.user) if whole.is_door), None)
    if door is not None:
        return _refuse(
            request, asked, _("Take a place in “%(name)s” instead: this date is a part of it.") % {"name": door.name}
        )
    try:
        row = services.register(occurrence=asked, member=request.user, form_token=form.cleaned_data["form_token"])
    except HubError as refusal:
        return _refuse(request, asked, refusal.message)
    if row.is_registered:
        messages.success(request, _("You are registered. Add the event to your calendar, so that you don't miss it."))
    else:
        messages.info(request, _("You withdrew after sending this form. Press “Register” again to come after all."))
    return redirect(asked)


@member_required
@require_POST
def event_withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    asked = occurrence_for(request, slug, pk)
    try:
        services.withdraw(occurrence=asked, member=request.user)
    except HubError as refusal:
        return _refuse(request, asked, refusal.message)
    messages.success(request, _("You withdrew. Your place is free for somebody else."))
    return redirect(asked)


def _refuse(request: MemberRequest, asked: Occurrence, problem: str) -> HttpResponse:
    asked.refresh_from_db(fields=["registered_count", "status", "reason", "capacity"])
    return render(
        request, "events/occurrence_detail.html", occurrence_context(request, asked, problem=problem), status=409
    )
