"""Who writes what belongs to meetings: leads of the group, and for their own meetings members who organize them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.workgroups.permissions import can_lead
from events.models import Occurrence

from .querysets import kept_dates

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from community.workgroups.models import WorkGroup
    from events.querysets import OccurrenceQuerySet

    Viewer = Member | AnonymousUser


def dates_kept_by(user: Viewer) -> OccurrenceQuerySet:
    """Dates whose meeting `user` writes."""
    return Occurrence.objects.filter(kept_dates(user))


def can_write_at(user: Viewer, date: Occurrence) -> bool:
    """Agenda, decisions, action items and what moved at this meeting."""
    return dates_kept_by(user).filter(pk=date.pk).exists()


def can_write_for(user: Viewer, group: WorkGroup, date: Occurrence | None) -> bool:
    """At that meeting of the group; between meetings leads alone."""
    if date is None:
        return can_lead(user, group)
    return date.series.group_id == group.pk and can_write_at(user, date)
