"""Who hears that an event was handed in, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.workgroups.enums import Role, State
from events.enums import Told
from events.querysets import ORGANIZERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from events.models import Proposal, Series


def deciders_of(series: Series) -> QuerySet[Member]:
    """The leads of its group; without a group the site's organizers, or staff where there are none."""
    active = Member.objects.filter(is_active=True)
    if series.group_id:
        leads = Q(memberships__group=series.group_id, memberships__role=Role.LEAD, memberships__state=State.ACTIVE)
        return active.filter(leads)
    organizers = active.filter(groups__name=ORGANIZERS)
    return organizers if organizers.exists() else active.filter(is_staff=True)


def tell_deciders(*, proposal: Proposal, at: datetime) -> None:
    """Tell those whose work it is; others who may decide find it in the queue."""
    notify(
        kind=Told.HANDED_IN,
        to=deciders_of(proposal.series).values_list("pk", flat=True),
        about=proposal.pk,
        key=str(proposal.handed_in_count),
        by=proposal.by,
        at=at,
    )


def forget_deciders(*, proposal: Proposal) -> None:
    """Nobody needs to hear of it any more."""
    take_back(kind=Told.HANDED_IN, about=proposal.pk)


def tell_author(*, proposal: Proposal, at: datetime) -> None:
    """Tell who handed it in what was decided."""
    key = f"{proposal.state}-{at.isoformat()}"
    notify(kind=Told.DECIDED, to=[proposal.by_id], about=proposal.pk, key=key, by=proposal.decided_by, at=at)
