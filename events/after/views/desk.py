"""The organizer's desk for a date: everything that hangs on it, and the way to each form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.access import member_required
from events.after.models import Material, Minutes, OutcomeNote, Recording, Survey
from events.after.showable import lacks
from events.times import times_of
from events.views.organizing import organized_or_404

if TYPE_CHECKING:
    from django.forms import Form

    from community.people.models import AnyRequest, MemberRequest
    from events.models import Occurrence


@member_required
@require_GET
def after_desk(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    recording = Recording.objects.filter(occurrence=date).first()
    materials = list(Material.objects.filter(occurrence=date))
    for one in materials:
        one.occurrence = date
    context = {
        "materials": materials,
        "recording": recording,
        "lacks": lacks(recording) if recording and not recording.is_shown else [],
        "minutes": Minutes.objects.defer("text", "html").filter(occurrence=date).first(),
        "outcomes": list(OutcomeNote.objects.filter(occurrence=date)),
        "survey": Survey.objects.filter(occurrence=date).first(),
    }
    return after_page(request, date, "events/after_desk.html", _("Afterwards"), context)


def after_page(
    request: AnyRequest, date: Occurrence, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page about one date, below it in the way from the calendar."""
    crumbs = [(_("Events"), reverse("events:month")), (date.series.title, date.get_absolute_url()), (title, "")]
    shown = {"occurrence": date, "times": times_of(date), "title": title, "crumbs": crumbs}
    return render(request, template, {**shown, **context}, status=status)


def status_of(form: Form, stale: str = "") -> int:
    """200 for a fresh form, 409 when somebody else saved first, 422 for one with faults."""
    if stale:
        return 409
    return 422 if form.is_bound else 200


def newest(request: MemberRequest, version: int) -> Any:
    """What was typed, to be saved over what the other person saved."""
    data = request.POST.copy()
    data["version"] = str(version)
    return data
