"""Keeping the search entries of meetings and decisions true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.search.services import index
from events.meetings.models import Agenda

if TYPE_CHECKING:
    from events.meetings.models import Decision
    from events.models import Occurrence, Series


def index_meeting(date: Occurrence) -> None:
    """Its entry says what its agenda says, once that is published."""
    if Agenda.objects.filter(pk=date.pk).exists():
        index(kind="meeting", row=date)


def index_meetings(series: Series) -> None:
    """The series changed: each meeting with a published agenda follows. One query, and a few for each of them."""
    for date in series.occurrences.filter(agenda__isnull=False).select_related("series__group"):
        index(kind="meeting", row=date)


def index_decision(decision: Decision) -> None:
    """Its entry says what it says now."""
    index(kind="decision", row=decision)
