"""What organizers are told of calendars that they brought in."""

from __future__ import annotations

from datetime import datetime

from community.notifications.services.telling import notify
from events.enums import Told
from events.models import CalendarImport, ImportedEvent, OutsideCalendar


def tell_of_import(*, row: CalendarImport, at: datetime) -> None:
    """An import that somebody asked for has ended; of a refresh, only when there are new drafts to look over."""
    if row.calendar_id is None or row.made:
        notify(kind=Told.IMPORTED, to=[row.by_id], about=row.pk, at=at)


def tell_of_failures(*, calendar: OutsideCalendar, at: datetime) -> None:
    """Once for each time that it stops working."""
    key = f"{calendar.failing_since:%Y%m%dT%H%M%S}"
    notify(kind=Told.OUTSIDE_FAILS, to=[calendar.by_id], about=calendar.pk, key=key, at=at)


def tell_of_change_outside(*, event: ImportedEvent, facts: str, at: datetime) -> None:
    """Another day, or gone: once for each thing that the other calendar says."""
    organizers = event.series.organizers.values_list("pk", flat=True)
    notify(kind=Told.OUTSIDE_NEWS, to=organizers, about=event.pk, key=facts[:32], at=at)
