"""The one date that a mail about a registration carries for the reader's calendar (RFC 5546)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from community.notifications.registries import CalendarPart
from events import ics

if TYPE_CHECKING:
    from community.people.models import Member
    from events.models import Registration

_STAMP = re.compile(r"^DTSTAMP:\d{8}T\d{6}Z", re.MULTILINE)


def invite(reader: Member, registration: Registration, *, at: datetime) -> CalendarPart:
    """REQUEST for who comes; CANCEL when the date is called off, or the reader comes no more.

    Stamped with the moment of the news: who withdraws and comes back gets three messages with the same SEQUENCE, which
    calendars then put in order by DTSTAMP (RFC 5546 2.1.5).
    """
    comes = registration.is_registered and registration.occurrence.is_scheduled
    method = "REQUEST" if comes else "CANCEL"
    text = ics.invitation(registration, attendee=reader, method=method)
    at = max(at, registration.occurrence.series.calendar.stamped_at)
    return CalendarPart(_STAMP.sub(f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}", text), method)
