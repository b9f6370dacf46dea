"""Members say that they are there. Opening an address marks nobody: the button does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from events.attending.codes import is_token
from events.attending.forms import CodeForm
from events.attending.guessing import may_try
from events.attending.services import check_in as check_in_by
from events.attending.standing import is_there
from events.enums import CheckIn
from events.models import CheckInCode
from events.times import times_of
from events.views.calendar import occurrence_for

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from events.models import Occurrence

TOO_MANY = 429


@member_required
@require_http_methods(["GET", "POST"])
def check_in(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = occurrence_for(request, slug, pk)
    form = CodeForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        if not may_try(request):
            form.add_error("code", _("You tried many codes. Wait ten minutes, or ask an organizer to mark you."))
            status = TOO_MANY
        elif refusal := _marked(request, found, form.cleaned_data["code"], CheckIn.CODE):
            form.add_error("code", refusal)
        else:
            return redirect(found)
    return _page(request, found, status, form=form)


@member_required
@require_http_methods(["GET", "POST"])
def check_in_signed(request: MemberRequest, slug: str, pk: int, token: str) -> HttpResponse:
    found = occurrence_for(request, slug, pk)
    own = CheckInCode.objects.filter(occurrence=found).first()
    if own is None or not is_token(own, token):
        old = _("This address is an old one. Scan the code that the organizers show now, or type it here.")
        return _page(request, found, 410, form=CodeForm(), problem=old)
    problem = ""
    if request.method == "POST":
        problem = _marked(request, found, token, CheckIn.QR)
        if not problem:
            return redirect(found)
    return _page(request, found, 422 if problem else 200, problem=problem)


def _marked(request: MemberRequest, found: Occurrence, said: str, way: CheckIn) -> str:
    """Why somebody was not marked; empty when they are."""
    try:
        is_new = check_in_by(occurrence=found, member=request.user, said=said, way=way)
    except HubError as refusal:
        return str(refusal.message)
    messages.success(request, _("You are marked as there.") if is_new else _("You were marked as there before."))
    return ""


def _page(request: MemberRequest, found: Occurrence, status: int, **context: Any) -> HttpResponse:
    crumbs = [(_("Events"), reverse("events:month")), (found.series.title, found.get_absolute_url())]
    shown = {
        "occurrence": found,
        "times": times_of(found),
        "is_there": is_there(found, request.user),
        "crumbs": [*crumbs, (_("Check in"), "")],
    }
    return render(request, "events/check_in.html", {**shown, **context}, status=status)
