"""iCalendar text (RFC 5545), written when a series is settled and never on a GET.

Text depends on stored values only: the same series gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress, vRecur

from community.safety.characters import without_controls

from . import rule_parts
from .changes.plan import Place, Plan, PlannedDate, key_of, plan_of, wall_of
from .enums import Format, Status
from .recurrence import EXTRA, matches
from .vtimezones import VTIMEZONES

if TYPE_CHECKING:
    from community.people.models import Member

    from .models import Occurrence, Registration, Series
    from .recurrence import Rule

CONTENT_TYPE = "text/calendar; charset=utf-8"
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalData Hub//Events//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:%s\r\n"
_SUBSTANCE = ("UID:", "DTSTART", "DTEND", "RRULE:", "EXDATE", "RECURRENCE-ID", "STATUS:", "LOCATION")
_REFRESH = "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"


def calendar(blocks: Iterable[str], *, zones: Iterable[str], name: str = "", method: str = "PUBLISH") -> str:
    """A whole calendar file from stored blocks, with the VTIMEZONEs of `zones`; `name` makes it a feed."""
    named = f"X-WR-CALNAME:{name}\r\n{_REFRESH}" if name else ""
    used = "".join(VTIMEZONES[zone] for zone in VTIMEZONES if zone in set(zones))
    return f"{_HEAD % method}{named}{used}{''.join(blocks)}END:VCALENDAR\r\n"


def block(
    series: Series, *, cancelled: Iterable[Occurrence], sequence: int, stamped_at: datetime, plan: Plan | None = None
) -> str:
    """The VEVENTs of a series: one for each part of its rule, an override for each date that differs, extra dates.

    Dates that are left out are EXDATEs. An extra date has a UID of its own, for a list of dates (RDATE) is what Outlook
    leaves out. A single event that is cancelled says so itself.
    """
    plan = plan or plan_of(series)
    called_off = {row.recurrence_id: row for row in cancelled}
    stamp = _Stamp(sequence, stamped_at)
    events: list[Event] = []
    seen: set[datetime] = set()
    for part in plan.parts:
        events += _part(series, part, plan, called_off=called_off, seen=seen, stamp=stamp)
        seen.update(part.dates)
    for date in plan.dates.values():
        if date.is_extra:
            events.append(_dated(series, date, called_off.get(date.key), stamp))
    return "".join(event.to_ical().decode() for event in events)


def substance(text: str) -> list[str]:
    """The lines of a block that make it another SEQUENCE: when, where, status (RFC 5546 2.1.4, RFC 5545 3.8.7.4)."""
    return [line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith(_SUBSTANCE)]


def uid_of(series: Series, key: str) -> str:
    """The UID under which a date stands in calendars: the series' own, or that of a part of its rule, or its own."""
    if key.startswith(EXTRA):
        return str(uuid5(series.uid, key))
    rule = series.parsed_rule
    rules = rule_parts.single_rules(rule) if rule else []
    if len(rules) < 2:
        return str(series.uid)
    day = wall_of(key).date()
    return _uid(series, next((name for name, one in rules if matches(one, day)), ""))


def _uid(series: Series, part: str) -> str:
    return str(uuid5(series.uid, part)) if part else str(series.uid)


def _part(
    series: Series,
    part: rule_parts.Part,
    plan: Plan,
    *,
    called_off: Mapping[str, Occurrence],
    seen: set[datetime],
    stamp: _Stamp,
) -> Iterator[Event]:
    """The VEVENT of a part of the rule, and the overrides of its dates; what an earlier part made is left out."""
    if part.rule is None:
        (wall,) = part.dates
        only = plan.dates.get(key_of(wall)) or PlannedDate(key_of(wall), wall, series.duration)
        yield _dated(series, only, called_off.get(only.key), stamp)
        return
    uid = _uid(series, part.name)
    first = PlannedDate(key_of(part.dates[0]), part.dates[0], series.duration)
    master = _event(series, first, uid=uid, stamp=stamp)
    master.add("rrule", vRecur.from_ical(_rule_text(part.rule, series.zone)))
    for wall in part.dates:
        if wall in seen or key_of(wall) in plan.out:
            _add_wall_time(master, "exdate", wall, series.zone)
    yield master
    for wall in part.dates:
        date = plan.dates.get(key_of(wall))
        if date is not None and wall not in seen and (date.is_moved or date.key in called_off):
            event = _dated(series, date, called_off.get(date.key), stamp, uid=uid)
            _add_wall_time(event, "recurrence-id", wall, series.zone)
            yield event


def _dated(series: Series, date: PlannedDate, called_off: Occurrence | None, stamp: _Stamp, *, uid: str = "") -> Event:
    """One date by itself."""
    event = _event(series, date, uid=uid or uid_of(series, date.key), stamp=stamp)
    if called_off is not None:
        _cancel(event, series, called_off)
    return event


def invitation(registration: Registration, *, attendee: Member, method: str) -> str:
    """One date for the calendar of who registered (RFC 5546): REQUEST, or CANCEL when it is called off.

    It needs no answer, since the attendee has said that they come. The link to join is in it: they are registered.
    """
    occurrence = registration.occurrence
    series, stored = occurrence.series, occurrence.series.calendar
    known_as = registration.recurrence_id or occurrence.recurrence_id
    uid = registration.uid or uid_of(series, known_as)
    event = _event(series, _held(occurrence), uid=uid, stamp=_Stamp(stored.sequence, stored.stamped_at))
    if not occurrence.is_extra and (series.rule or registration.uid):
        _add_wall_time(event, "recurrence-id", wall_of(known_as), series.zone)
    if occurrence.join_link:
        joined = f"{event['description']}\n\n" + _("Join: %(link)s") % {"link": occurrence.join_link}
        del event["description"]
        event.add("description", without_controls(joined))
    if method == "CANCEL":
        _cancel(event, series, occurrence)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    event.add("organizer", vCalAddress(f"mailto:{address}"), parameters={"CN": name or settings.SITE_NAME})
    known = {"CN": attendee.display_name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    event.add("attendee", vCalAddress(f"mailto:{attendee.email}"), parameters=known)
    return calendar([event.to_ical().decode()], zones=[series.zone], method=method)


def _held(occurrence: Occurrence) -> PlannedDate:
    """The date as it is held now."""
    start, end = occurrence.local_start, occurrence.local_end
    place = Place(*occurrence.own_place) if occurrence.own_format else None
    return PlannedDate(occurrence.recurrence_id, start, (end - start) // timedelta(minutes=1), place)


def _rule_text(rule: Rule, zone: str) -> str:
    """The rule with UNTIL as an instant, as RFC 5545 3.3.10 wants it beside a start with a zone."""
    if rule.until is None:
        return str(rule)
    last = datetime.combine(rule.until, time(23, 59, 59), ZoneInfo(zone))
    return rule.text(last.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))


@dataclass(frozen=True)
class _Stamp:
    """Which version of the series a text is."""

    sequence: int
    at: datetime


def _event(series: Series, date: PlannedDate, *, uid: str, stamp: _Stamp) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.at)
    event.add("last-modified", stamp.at)
    event.add("sequence", stamp.sequence)
    _add_wall_time(event, "dtstart", date.start, series.zone)
    _add_wall_time(event, "dtend", date.start + timedelta(minutes=date.minutes), series.zone)
    address = settings.SITE_ADDRESS.rstrip("/") + series.get_absolute_url()
    text = "\n\n".join(part for part in (series.summary, series.body, address) if part)
    event.add("summary", without_controls(series.title))
    event.add("description", without_controls(text.replace("\r\n", "\n")))
    event.add("location", without_controls(_location(date.place or series)))
    event.add("url", address)
    event.add("categories", [series.get_kind_display()])
    event.add("status", "CONFIRMED")
    return event


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


def _location(place: Series | Place) -> str:
    """The place; never the link to join, which is for people who registered."""
    if place.format == Format.ONLINE:
        return str(_("Online"))
    return f"{place.venue} · {_('also online')}" if place.format == Format.HYBRID else place.venue
