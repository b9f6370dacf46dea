"""Registering for a date, taking what was offered, and withdrawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events import services
from events.models import Question
from events.registering.forms import RegistrationForm
from events.registering.standing import Standing, position_of, standing_of
from events.registries import wholes
from events.times import times_of

from .calendar import occurrence_context, occurrence_for

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from events.models import Occurrence, Registration


@sensitive_post_parameters("needs")
@member_required
@require_http_methods(["GET", "POST"])
def event_register(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    asked = occurrence_for(request, slug, pk)
    standing = standing_of(asked, request.user)
    if request.method == "GET" and standing.is_current:
        return redirect(asked)
    door = next((whole for whole in wholes.of(asked, request.user) if whole.is_door), None)
    if door is not None:
        return _refuse(
            request, asked, _("Take a place in “%(name)s” instead: this date is a part of it.") % {"name": door.name}
        )
    questions = Question.objects.asked().filter(series=asked.series_id) if standing.rules.question_count else ()
    form = RegistrationForm(request.POST or None, questions=questions)
    if request.method == "GET":
        return _show_form(request, asked, form, standing)
    if not form.is_valid():
        if "form_token" in form.errors or not form.is_bound:
            return _refuse(request, asked, _("The form was incomplete. Press the button again."))
        return _show_form(request, asked, form, standing, status=422)
    try:
        row = services.register(
            occurrence=asked,
            member=request.user,
            form_token=form.cleaned_data["form_token"],
            may_wait=True,
            filled=form.filled,
        )
    except HubError as refusal:
        return _refuse(request, asked, refusal.message)
    _say(request, row)
    return redirect(asked)


@member_required
@require_POST
def place_take(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    asked = occurrence_for(request, slug, pk)
    try:
        row = services.take(occurrence=asked, member=request.user)
    except HubError as refusal:
        return _refuse(request, asked, refusal.message)
    _say(request, row)
    return redirect(asked)


@member_required
@require_POST
def event_withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    asked = occurrence_for(request, slug, pk)
    had_place = standing_of(asked, request.user).is_registered
    try:
        services.withdraw(occurrence=asked, member=request.user, by=request.user)
    except HubError as refusal:
        return _refuse(request, asked, refusal.message)
    if had_place:
        messages.success(request, _("You withdrew. Your place is free for somebody else."))
    else:
        messages.success(request, _("Done: you are not on the list of this date any more."))
    return redirect(asked)


def _show_form(
    request: MemberRequest, asked: Occurrence, form: RegistrationForm, standing: Standing, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "occurrence": asked,
        "series": asked.series,
        "times": times_of(asked),
        "standing": standing,
        "crumbs": [
            (_("Events"), reverse("events:month")),
            (asked.series.title, asked.get_absolute_url()),
            (_("Register"), ""),
        ],
    }
    return render(request, "events/register.html", context, status=status)


def _say(request: MemberRequest, row: Registration) -> None:
    if row.is_registered:
        messages.success(request, _("You are registered. Add the event to your calendar, so that you don't miss it."))
    elif row.is_waiting:
        said = _("You are number %(number)d on the waiting list. We write to you when a place is free for you.")
        messages.success(request, said % {"number": position_of(row)})
    elif row.is_requested:
        messages.success(request, _("The organizers have your request. We write to you when they answer."))
    else:
        messages.info(request, _("You withdrew after sending this form. Press “Register” again to come after all."))


def _refuse(request: MemberRequest, asked: Occurrence, problem: str) -> HttpResponse:
    asked.refresh_from_db(fields=["registered_count", "offered_count", "waiting_count", "status", "reason", "capacity"])
    return render(
        request, "events/occurrence_detail.html", occurrence_context(request, asked, problem=problem), status=409
    )
