"""The gate for calendar files catches each fault it is there for, and every file the site makes passes it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import get_resolver

from community.notifications.mail.composing import lines_for
from community.notifications.models import Notification
from events import services
from events.changes.services.dates import add_date, take_out
from events.models import Series
from tests.events.feed_gate import faults
from tests.factories.events import SeriesFactory, day, wall
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WORDS = "Fünf Gründe – 水 " * 30 + "\r\nnext; line, \\ with \u2028 and \x07 bells\nBEGIN:VEVENT\nRDATE:20260101"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def series():
    """A date of each kind: left out, added, cancelled, dropped; in a series of two parts."""
    made = SeriesFactory(
        title="Sprechstunde für Metadaten; mit Komma, und \\ – 水",
        summary="One, two; three.",
        body=WORDS,
        starts_on=day("2026-12-08"),
        rule="FREQ=MONTHLY;BYDAY=2TU,4TU;UNTIL=20281231",
        zone="America/New_York",
        skip_holidays=True,
    )
    coming = list(made.occurrences.order_by("start_at"))
    take_out(occurrence=coming[2], by=made.scheduled_by)
    add_date(series=made, start=wall("2026-12-10T09:00"), minutes=30, by=made.scheduled_by)
    services.cancel_occurrence(occurrence=coming[3], by=made.scheduled_by, reason=WORDS[:200])
    return made


def test_every_calendar_address_of_the_site_passes(series, client):
    """Addresses whose answer is text/calendar, found in the resolver: a new one is looked at by itself."""
    for zone in ("America/Phoenix", "Europe/London", "UTC", "America/Los_Angeles"):
        SeriesFactory(zone=zone, body=WORDS)
    names = {str(name) for name in get_resolver().url_patterns for name in [getattr(name, "namespace", "")]}
    assert "events" in names
    (events,) = [one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "events"]
    found = []
    for pattern in events.url_patterns:
        if set(pattern.pattern.converters) <= {"slug"} and "ics" in str(pattern.pattern):
            address = "/events/" + re.sub(r"<slug:slug>", series.slug, str(pattern.pattern))
            answer = client.get(address)
            if answer.headers.get("Content-Type", "").startswith("text/calendar"):
                found.append(pattern.name)
                assert faults(answer.content) == [], address
    assert {"feed", "event_calendar"} <= set(found)


def test_invitations_pass_and_so_do_their_cancellations(series, member):
    row = series.occurrences.filter(status="scheduled", start_at__gt=NOW).order_by("start_at")[0]
    services.register(occurrence=row, member=member)
    services.cancel_occurrence(occurrence=row, by=MemberFactory(), reason=WORDS[:200])
    rows = list(Notification.objects.visible_to(member).order_by("pk"))
    parts = [line.told.calendar for line in lines_for(member, rows) if line.told.calendar]
    assert {part.method for part in parts} == {"CANCEL"}
    services.bring_back(occurrence=row, by=MemberFactory())
    rows = list(Notification.objects.visible_to(member).order_by("pk"))
    parts += [line.told.calendar for line in lines_for(member, rows) if line.told.calendar]
    assert {part.method for part in parts} == {"CANCEL", "REQUEST"}
    for part in parts:
        assert faults(part.text) == []


SPOILT = {
    "CRLF": lambda text: text.replace("VERSION:2.0\r\n", "VERSION:2.0\n"),
    "last line": lambda text: text.removesuffix("\r\n"),
    "octets": lambda text: text.replace("\r\n ", "", 1),
    "UTF-8": lambda text: text.encode().replace(b"\xc3", b"", 1),
    "no VTIMEZONE": lambda text: re.sub(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", "", text, flags=re.DOTALL),
    "VTIMEZONE is there twice": lambda text: re.sub(
        r"(BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n)", r"\1\1", text, flags=re.DOTALL
    ),
    "nothing uses": lambda text: text.replace("TZID:America/New_York\r\n", "TZID:America/Chicago\r\n"),
    "UNTIL is not in UTC": lambda text: re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", text),
    "0 DTSTAMP": lambda text: re.sub(r"DTSTAMP:\w+\r\n", "", text, count=1),
    "is not in UTC": lambda text: re.sub(r"(DTSTAMP:\w+)Z", r"\1", text, count=1),
    "list of dates": lambda text: text.replace("STATUS:", "RDATE:20270101T100000\r\nSTATUS:", 1),
    "numbered day": lambda text: text.replace("BYDAY=2TU", "BYDAY=2TU,4TU"),
    "control character": lambda text: text.replace("SUMMARY:", "SUMMARY:\x07", 1),
    "is there 2 times": lambda text: re.sub(
        r"(BEGIN:VEVENT.*?END:VEVENT\r\n)", r"\1\1", text, count=1, flags=re.DOTALL
    ),
    "has no series": lambda text: re.sub(
        r"BEGIN:VEVENT(?:(?!END:VEVENT).)*RRULE.*?END:VEVENT\r\n", "", text, flags=re.DOTALL
    ),
    "not one VCALENDAR": lambda text: text.replace("END:VCALENDAR\r\n", ""),
    "not one METHOD": lambda text: text.replace("METHOD:PUBLISH\r\n", ""),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_control_each_fault_is_named(fault, series, client):
    text = client.get(f"{Series.objects.get().get_absolute_url()}calendar.ics").content.decode()
    assert faults(text) == []
    spoilt = SPOILT[fault](text)
    assert spoilt != text
    assert any(fault in one for one in faults(spoilt)), faults(spoilt)
