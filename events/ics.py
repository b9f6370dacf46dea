"""iCalendar text (RFC 5545), written when a series is settled and never on a GET.

Text depends on stored values only: the same series gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress, vRecur

from community.safety.characters import without_controls

from .enums import Format, Status
from .vtimezones import VTIMEZONES

if TYPE_CHECKING:
    from community.people.models import Member

    from .models import Occurrence, Registration, Series

CONTENT_TYPE = "text/calendar; charset=utf-8"
RECURRENCE_ID = "%Y%m%dT%H%M%S"
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalData Hub//Events//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:%s\r\n"
_REFRESH = "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"


def calendar(blocks: Iterable[str], *, zones: Iterable[str], name: str = "", method: str = "PUBLISH") -> str:
    """A whole calendar file from stored blocks, with the VTIMEZONEs of `zones`; `name` makes it a feed."""
    named = f"X-WR-CALNAME:{name}\r\n{_REFRESH}" if name else ""
    used = "".join(VTIMEZONES[zone] for zone in VTIMEZONES if zone in set(zones))
    return f"{_HEAD % method}{named}{used}{''.join(blocks)}END:VCALENDAR\r\n"


def block(series: Series, *, cancelled: Iterable[Occurrence], sequence: int, stamped_at: datetime) -> str:
    """The VEVENTs of a series: itself, and an override for each cancelled date.

    A single event that is cancelled says so itself.
    """
    called_off = list(cancelled)
    master = _event(series, series.start, sequence=sequence, stamped_at=stamped_at)
    if series.rule:
        master.add("rrule", vRecur.from_ical(rrule_text(series)))
        overrides = [_override(series, one, sequence=sequence, stamped_at=stamped_at) for one in called_off]
    else:
        overrides = []
        if called_off:
            _cancel(master, series, called_off[0])
    return "".join(event.to_ical().decode() for event in (master, *overrides))


def invitation(registration: Registration, *, attendee: Member, method: str) -> str:
    """One date for the calendar of who registered (RFC 5546): REQUEST, or CANCEL when it is called off.

    It needs no answer, since the attendee has said that they come. The link to join is in it: they are registered.
    """
    occurrence = registration.occurrence
    series, stored = occurrence.series, occurrence.series.calendar
    event = _event(series, occurrence.local_start, sequence=stored.sequence, stamped_at=stored.stamped_at)
    if series.rule:
        known_as = registration.recurrence_id or occurrence.recurrence_id
        _add_wall_time(event, "recurrence-id", _wall(known_as), series.zone)
    if series.join_link:
        joined = f"{event['description']}\n\n" + _("Join: %(link)s") % {"link": series.join_link}
        del event["description"]
        event.add("description", without_controls(joined))
    if method == "CANCEL":
        _cancel(event, series, occurrence)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    event.add("organizer", vCalAddress(f"mailto:{address}"), parameters={"CN": name or settings.SITE_NAME})
    known = {"CN": attendee.display_name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    event.add("attendee", vCalAddress(f"mailto:{attendee.email}"), parameters=known)
    return calendar([event.to_ical().decode()], zones=[series.zone], method=method)


def rrule_text(series: Series) -> str:
    """The rule with UNTIL as an instant, as RFC 5545 3.3.10 wants it beside a start with a zone."""
    rule = series.parsed_rule
    if rule is None:
        return ""
    if rule.until is None:
        return str(rule)
    last = datetime.combine(rule.until, time(23, 59, 59), ZoneInfo(series.zone))
    return rule.text(last.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))


def _event(series: Series, start: datetime, *, sequence: int, stamped_at: datetime) -> Event:
    event = Event()
    event.add("uid", str(series.uid))
    event.add("dtstamp", stamped_at)
    event.add("last-modified", stamped_at)
    event.add("sequence", sequence)
    _add_wall_time(event, "dtstart", start, series.zone)
    _add_wall_time(event, "dtend", start + timedelta(minutes=series.duration), series.zone)
    address = settings.SITE_ADDRESS.rstrip("/") + series.get_absolute_url()
    text = "\n\n".join(part for part in (series.summary, series.body, address) if part)
    event.add("summary", without_controls(series.title))
    event.add("description", without_controls(text.replace("\r\n", "\n")))
    event.add("location", without_controls(_location(series)))
    event.add("url", address)
    event.add("categories", [series.get_kind_display()])
    event.add("status", "CONFIRMED")
    return event


def _override(series: Series, occurrence: Occurrence, *, sequence: int, stamped_at: datetime) -> Event:
    start = _wall(occurrence.recurrence_id)
    event = _event(series, start, sequence=sequence, stamped_at=stamped_at)
    _add_wall_time(event, "recurrence-id", start, series.zone)
    _cancel(event, series, occurrence)
    return event


def _wall(recurrence_id: str) -> datetime:
    """The naive wall time."""
    return datetime.strptime(recurrence_id, RECURRENCE_ID)  # noqa: DTZ007


def _cancel(event: Event, series: Series, occurrence: Occurrence) -> None:
    """Named in the title too: some calendars ignore the status, others show nothing but the title."""
    del event["status"], event["summary"]
    event.add("status", Status.CANCELLED.value.upper())
    event.add("summary", _("Cancelled: %(title)s") % {"title": series.title})
    if occurrence.reason:
        event.add("comment", occurrence.reason)


def _add_wall_time(event: Event, name: str, wall: datetime, zone: str) -> None:
    if zone == "UTC":
        event.add(name, wall.replace(tzinfo=UTC))
    else:
        event.add(name, wall, parameters={"TZID": zone})


def _location(series: Series) -> str:
    """The place; never the link to join, which is for people who registered."""
    if series.format == Format.ONLINE:
        return str(_("Online"))
    return f"{series.venue} · {_('also online')}" if series.format == Format.HYBRID else series.venue
