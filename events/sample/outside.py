"""A calendar of another program that the sample's organizer brought in: drafts to look over, and a report."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from community.people.models import Member
from events.importing.services.bringing import ask_for_import, carry_on

_NAME = "statewide-training-calendar.ics"
_TOKEN = uuid5(NAMESPACE_URL, "sample-import:statewide-training-calendar")
# What calendar programs write: a series without an end, one with a day left out, whole days, a time nobody can read.
_EVENTS = (
    ("standing-call", "Statewide training call", 3, "T083000", "T091500", "RRULE:FREQ=WEEKLY", "Online"),
    ("records-basics", "Public records: the basics", 24, "T100000", "T120000", "RRULE:FREQ=MONTHLY;COUNT=6", "Online"),
    ("supervisors", "Supervisors’ forum", 38, "T130000", "T150000", "", "Department of Human Resources, room 102"),
    ("unreadable", "Leadership day", 52, "T256100", "T270000", "", ""),
)


def bring_in_outside(by: Member, now: datetime) -> None:
    """Once; a second time changes nothing."""
    carry_on(
        pk=ask_for_import(by=by, group=None, came_from=_NAME, data=_calendar(now).encode(), form_token=_TOKEN).pk,
        at=now,
    )


def _calendar(now: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Statewide training//Calendar//EN"]
    for uid, title, days, start, end, rule, place in _EVENTS:
        day = f"{now + timedelta(days=days):%Y%m%d}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@training.example",
            f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{title}",
            f"DTSTART;TZID=America/Los_Angeles:{day}{start}",
            f"DTEND;TZID=America/Los_Angeles:{day}{end}",
            *([rule] if rule else []),
            *([f"LOCATION:{place}"] if place else []),
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
