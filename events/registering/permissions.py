"""Who may read what people need: the organizers an event names, and who handles such requests. Nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from events.models import Occurrence
from events.querysets import organized_by

if TYPE_CHECKING:
    from community.people.models import Member
    from events.querysets import OccurrenceQuerySet


def dates_with_needs(viewer: Member) -> OccurrenceQuerySet:
    """Dates whose list of needs `viewer` may open: `AccommodationQuerySet.visible_to` from the other side."""
    mine = Q(series__in=organized_by(viewer))
    return Occurrence.objects.filter(mine | Q(series__registration_rules__accommodation_handler=viewer))
