"""What people need to take part, for the few who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from community.people.access import member_required
from events.models import AccommodationRequest
from events.registering.permissions import dates_with_needs
from events.times import times_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

MOST_SHOWN = 500


@member_required
@never_cache
@require_GET
def accommodations(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(dates_with_needs(request.user).select_related("series"), pk=pk, series__slug=slug)
    needs = AccommodationRequest.objects.visible_to(request.user).filter(registration__occurrence=found)
    context = {
        "occurrence": found,
        "times": times_of(found),
        "needs": needs.for_list()[:MOST_SHOWN],
        "days": settings.ACCOMMODATION_DAYS,
        "crumbs": [
            (_("Events"), reverse("events:month")),
            (found.series.title, found.get_absolute_url()),
            (_("What people need"), ""),
        ],
    }
    return render(request, "events/accommodation_list.html", context)
