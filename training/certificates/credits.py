"""Credit for events outside courses: dates that give hours, where the learner was seen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from events.models import Attendance, Occurrence
from training.runs.models import RunSession

if TYPE_CHECKING:
    from datetime import datetime

    from community.people.models import Member


@dataclass(frozen=True)
class CreditedDate:
    """One date and its hours. Without an address when the learner may not see the event any more."""

    title: str
    address: str
    at: datetime
    hours: Decimal


def credited_dates(member: Member) -> list[CreditedDate]:
    """What `member` attended for credit, the latest first. Sessions of runs count with their course. One query."""
    seen = Occurrence.objects.open_to(member).filter(pk=OuterRef("occurrence"))
    rows = (
        Attendance.objects.present()
        .filter(member=member, occurrence__series__credit_hours__gt=0)
        .exclude(Exists(RunSession.objects.filter(occurrence=OuterRef("occurrence"))))
        .annotate(is_open=Exists(seen))
        .select_related("occurrence__series")
        .order_by("-occurrence__start_at", "-pk")
    )
    return [_credited(row.occurrence, is_open=row.is_open) for row in rows]


def _credited(date: Occurrence, *, is_open: bool) -> CreditedDate:
    series = date.series
    shown = (series.title, date.get_absolute_url()) if is_open else ("", "")
    return CreditedDate(*shown, at=date.start_at, hours=series.credit_hours or Decimal())
