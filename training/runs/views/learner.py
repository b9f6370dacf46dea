"""A run as learners see it: dates, seats, join and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from community.people.models import Member
from training.runs.enums import PlaceState, RunTold
from training.runs.forms import JoinForm
from training.runs.models import Run
from training.runs.permissions import can_enrol_department, can_teach
from training.runs.services.places import join, leave
from training.runs.sessions import times_of_sessions
from training.visiting import see_other

from .visiting import run_crumbs, visible_run

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.people.models import AnyRequest, MemberRequest


@require_safe
def run(request: AnyRequest, pk: int) -> HttpResponse:
    shown = visible_run(request.user, pk)
    response = _render(request, shown, JoinForm(run=shown))
    if request.user.is_authenticated:
        mark_subject_read(reader=request.user, kinds=RunTold.values, about=shown.pk)
    return response


def _render(request: AnyRequest, shown: Run, form: JoinForm, *, problem: str = "", status: int = 200) -> HttpResponse:
    viewer = request.user
    mine = shown.enrolments.of(viewer).first() if viewer.is_authenticated else None
    context: dict[str, Any] = {
        "run": shown,
        "course": shown.course,
        "sessions": times_of_sessions(shown, viewer),
        "instructors": list(Member.objects.visible_to(viewer).filter(taught_runs=shown).for_directory()),
        "mine": mine,
        "ahead": shown.enrolments.waiting().filter(number__lt=mine.number).count()
        if mine and mine.state == PlaceState.WAITING
        else 0,
        "form": form,
        "problem": problem,
        "may_teach": can_teach(viewer, shown),
        "may_enrol": can_enrol_department(viewer, shown),
        "crumbs": run_crumbs(shown),
    }
    return render(request, "training/run_detail.html", context, status=status)


@member_required
@require_POST
def run_join(request: MemberRequest, pk: int) -> HttpResponse:
    shown = visible_run(request.user, pk)
    form = JoinForm(request.POST, run=shown)
    if not form.is_valid():
        return _render(request, shown, form, problem=_("Look at what is marked below and send it again."), status=422)
    try:
        row = join(
            run=shown,
            member=request.user,
            words=form.cleaned_data.get("words", ""),
            form_token=form.cleaned_data["form_token"],
        )
    except HubError as refusal:
        return _render(request, shown, form, problem=refusal.message, status=409)
    messages.success(request, _SAID[row.state])
    return see_other(shown.get_absolute_url())


_SAID: dict[str, StrOrPromise] = {
    PlaceState.IN: gettext_lazy("You have a place. Its dates are in your calendar on My hub."),
    PlaceState.WAITING: gettext_lazy("All seats are taken. You are on the waiting list and move up by yourself."),
    PlaceState.REQUESTED: gettext_lazy("You asked for a place. You hear from those who teach the run."),
    PlaceState.LEFT: gettext_lazy("You left after sending this form. Press the button again to come after all."),
    PlaceState.DECLINED: gettext_lazy("This form was answered before. Press the button again to ask once more."),
}


@member_required
@require_POST
def run_leave(request: MemberRequest, pk: int) -> HttpResponse:
    shown = visible_run(request.user, pk)
    try:
        leave(run=shown, member=request.user)
    except HubError as refusal:
        return _render(request, shown, JoinForm(run=shown), problem=refusal.message, status=409)
    messages.success(request, _("You left the run. The course goes on at your own pace, and what you did is kept."))
    return see_other(shown.get_absolute_url())
