"""What organizers show at the door or in the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.pages.qr import code_of
from community.people.access import member_required
from community.people.errors import HubError
from events.attending.codes import in_groups, path_of
from events.attending.forms import MakeCodeForm
from events.attending.services import make_code
from events.models import CheckInCode
from events.times import times_of
from events.views.organizing import organized_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from events.models import Occurrence


@member_required
@require_GET
def check_in_desk(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    own = CheckInCode.objects.filter(occurrence=found).first()
    address = request.build_absolute_uri(path_of(own, found)) if own else ""
    context = {
        "occurrence": found,
        "times": times_of(found),
        "own": own,
        "shown_code": in_groups(own.code) if own else "",
        "address": address,
        "page_address": request.build_absolute_uri(found.get_absolute_url()),
        "qr": code_of(address) if own else None,
        "there_count": found.attendances.present().count(),
        "form": MakeCodeForm(instance=own),
        "crumbs": crumbs_below(found, _("Check-in")),
    }
    return render(request, "events/check_in_desk.html", context)


@member_required
@require_POST
def check_in_code(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    try:
        make_code(occurrence=found, by=request.user, admits_anybody="admits_anybody" in request.POST)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("This is the code now. One that was shown before holds no more."))
    return redirect("events:check_in_desk", slug, found.pk)


def crumbs_below(found: Occurrence, title: str) -> list[tuple[str, str]]:
    """The way from the calendar to a page about one date."""
    return [(_("Events"), reverse("events:month")), (found.series.title, found.get_absolute_url()), (title, "")]
