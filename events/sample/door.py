"""The sample's days themselves: codes to show, and who was there."""

from __future__ import annotations

from datetime import datetime

from events import services
from events.attending.services import make_code
from events.models import Occurrence, Series


def hold(occurrence: Occurrence, series: Series, now: datetime) -> None:
    """Give the date a code; when it is over, everybody but the last who registered was there."""
    if series.scheduled_by is None or not occurrence.is_scheduled:
        return
    organizer = series.scheduled_by
    make_code(occurrence=occurrence, by=organizer, admits_anybody=False, at=now)
    if occurrence.end_at > now:
        return
    rows = list(occurrence.registrations.registered().select_related("member").order_by("pk"))
    services.mark_attendance(
        occurrence=occurrence, marks={row.member: True for row in rows[:-1]}, by=organizer, at=occurrence.end_at
    )
