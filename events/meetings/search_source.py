"""Decisions and published agendas as findable things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from community.search.sources import EVERYBODY, Findable, Source, group_scope
from events.enums import Status
from events.models import Occurrence

from .models import Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet


def meetings() -> QuerySet[Occurrence]:
    """Dates with a published agenda."""
    found: QuerySet[Occurrence] = Occurrence.objects.filter(agenda__isnull=False)
    return found.select_related("series__group", "series__department").prefetch_related("agenda_items")


def describe_meeting(date: Occurrence) -> Findable | None:
    """The agenda of a published date, for who may see the date; its draft is found by nobody."""
    series = date.series
    if not series.live or date.status == Status.DROPPED or series.group is None:
        return None
    items = [f"{item.title} {item.presenter} {item.notes}" for item in date.agenda_items.all()]
    is_inside = series.is_private or series.group.is_private
    return Findable(
        title=f"{series.title}, {date_format(date.local_start, 'F j, Y')}",
        text=" · ".join([series.group.name, *items]),
        url=f"{date.get_absolute_url()}meeting/",
        scope=group_scope(series.group.pk) if is_inside else EVERYBODY,
        at=date.start_at,
        department=series.department,
    )


def decisions() -> QuerySet[Decision]:
    """Every decision: members find drafts too."""
    return Decision.objects.select_related("group")


def describe_decision(decision: Decision) -> Findable:
    """For everybody once it is published; for the members of the group before, and for good where it is private."""
    group = decision.group
    is_open = decision.is_published and not group.is_private
    parts = (group.name, decision.get_state_display(), decision.reasons)
    return Findable(
        title=str(decision),
        text=" · ".join(str(part) for part in (decision.text, *parts) if part),
        url=decision.get_absolute_url(),
        scope=EVERYBODY if is_open else group_scope(group.pk),
        at=decision.at,
    )


SOURCES = (
    Source("meeting", _("Meetings"), meetings, describe_meeting),
    Source("decision", _("Decisions"), decisions, describe_decision),
)
