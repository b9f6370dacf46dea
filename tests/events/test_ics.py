"""Our calendar text, read by two other programs: the same instants as our rows, over changes of clocks."""

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import time_machine

from community.people.zones import ZONE_NAMES
from events import ics, services
from events.models import Series, SeriesCalendar
from events.vtimezones import VTIMEZONES
from tests.factories.events import PACIFIC, SeriesFactory, day

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3 * 366)
HERE = Path(__file__).parent
NODE = shutil.which("node")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ical_js(tmp_path):
    """Reads text with npm's ical.js; skips, or fails where the whole suite is asked for, when it is not there."""
    if not NODE or not (HERE.parent / "node_modules" / "ical.js").is_dir():
        why = "ical.js is not there: install node, then run `npm ci --prefix tests`"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)

    def read(text, begin=datetime(2007, 1, 1, tzinfo=UTC), end=LATER):
        file = tmp_path / "calendar.ics"
        file.write_bytes(text.encode())
        asked = [NODE, HERE / "read_ics.mjs", file, str(int(begin.timestamp())), str(int(end.timestamp()))]
        output = subprocess.run(asked, check=True, capture_output=True, timeout=60).stdout
        return json.loads(output)

    return read


def series_over_clock_changes(**kwargs):
    values = {
        "starts_on": day("2026-10-06"),
        "rule": "FREQ=WEEKLY;UNTIL=20300901;BYDAY=TU",
        "title": "Wöchentliche Sprechstunde – data clinic, with a title; that needs folding \\ and escaping",
    }
    series = SeriesFactory(**{**values, **kwargs})
    return services.settle(series=series, horizon=timedelta(days=3 * 366 + 10))


def text_of(series):
    stored = SeriesCalendar.objects.get(series=series)
    return ics.calendar([stored.block], zones=[stored.zone])


def our_instants(series):
    rows = series.occurrences.filter(start_at__lt=LATER, status="scheduled").order_by("start_at")
    return [(int(row.start_at.timestamp()), int(row.end_at.timestamp())) for row in rows]


def read_by_python(text, end=LATER):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(datetime(2007, 1, 1, tzinfo=UTC), end)
    kept = [event for event in found if str(event.get("STATUS")) != "CANCELLED"]
    return sorted((int(event.start.timestamp()), int(event.end.timestamp())) for event in kept)


def read_by_js(found):
    return sorted((one["start"], one["end"]) for one in found if one["status"] != "CANCELLED")


RULES = {
    "weekly": {},
    "weekly in Arizona": {"zone": "America/Phoenix"},
    "weekly in New York": {"zone": "America/New_York"},
    "weekly in Alaska": {"zone": "America/Anchorage"},
    "weekly in UTC": {"zone": "UTC"},
    "every second week, an evening": {
        "rule": "FREQ=WEEKLY;INTERVAL=2;UNTIL=20300901;BYDAY=TU",
        "starts_at": time(23, 30),
    },
    "first Tuesday": {"rule": "FREQ=MONTHLY;COUNT=40;BYDAY=1TU"},
    "last weekday": {
        "rule": "FREQ=MONTHLY;COUNT=40;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "starts_on": day("2026-10-30"),
    },
    "second and fourth Tuesday": {"rule": "FREQ=MONTHLY;COUNT=55;BYDAY=2TU,4TU", "starts_on": day("2026-10-13")},
    "fourth and last Tuesday, often the same": {
        "rule": "FREQ=MONTHLY;UNTIL=20300901;BYDAY=4TU,-1TU",
        "starts_on": day("2026-10-27"),
    },
    "every second month, two weekdays": {"rule": "FREQ=MONTHLY;INTERVAL=2;COUNT=30;BYDAY=1TU,3FR"},
    "first and last working day": {
        "rule": "FREQ=MONTHLY;COUNT=60;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
        "starts_on": day("2026-10-30"),
    },
    "day 1 and 15": {"rule": "FREQ=MONTHLY;COUNT=60;BYMONTHDAY=1,15", "starts_on": day("2026-10-15")},
    "without state holidays": {"rule": "FREQ=DAILY;COUNT=500", "skip_holidays": True},
    "day 31": {"rule": "FREQ=MONTHLY;COUNT=20;BYMONTHDAY=31", "starts_on": day("2026-10-31")},
    "daily in the hour of change": {"rule": "FREQ=DAILY;COUNT=500", "starts_at": time(3, 30)},
    "through the night": {"rule": "FREQ=DAILY;COUNT=500", "starts_at": time(22, 0), "duration": 600},
    "yearly": {"rule": "FREQ=YEARLY;COUNT=3;BYMONTH=10;BYMONTHDAY=6"},
    "single": {"rule": ""},
}


@pytest.mark.parametrize("name", RULES)
def test_two_other_programs_read_the_instants_of_our_rows_for_three_years(name, ical_js):
    series = series_over_clock_changes(**RULES[name])
    text, ours = text_of(series), our_instants(series)
    assert len(ours) > 1 or name == "single"
    assert read_by_python(text) == ours
    assert read_by_js(ical_js(text)) == ours


@pytest.mark.parametrize("at", [time(1, 30), time(2, 30)])
def test_hours_that_exist_twice_or_not_at_all_follow_the_rfc(at):
    """RFC 5545 3.3.5. ical.js takes the second of two hours, so it is not asked here."""
    series = series_over_clock_changes(rule="FREQ=DAILY;COUNT=500", starts_at=at, duration=90)
    assert read_by_python(text_of(series)) == our_instants(series)


def test_cancelled_dates_are_marked_and_nothing_else_changes(ical_js):
    series = series_over_clock_changes()
    for row in series.occurrences.filter(start_at__gt=NOW)[:3]:
        services.cancel_occurrence(occurrence=row, by=series.scheduled_by, reason="The room is closed.")
    text, ours = text_of(series), our_instants(services.settle(series=series, horizon=timedelta(days=3 * 366 + 10)))
    found = ical_js(text)
    assert read_by_python(text) == read_by_js(found) == ours
    assert [one["summary"].startswith("Cancelled: ") for one in found if one["status"] == "CANCELLED"] == [True] * 3


def shifted(text):
    """A wrong zone: daylight time ends a month early."""
    return text.replace("BYMONTH=11;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU")


def listed(text):
    """A zone as a list of dates, which runs out after two changes."""
    for rule, dates in (("BYMONTH=3;BYDAY=2SU", "20270314T020000"), ("BYMONTH=11;BYDAY=1SU", "20261101T020000")):
        text = text.replace(f"RRULE:FREQ=YEARLY;{rule}\r\n", f"RDATE:{dates}\r\n")
    return text


@pytest.mark.parametrize("spoil", [shifted, listed])
def test_control_a_wrong_zone_or_one_that_lists_dates_is_an_hour_off(spoil, ical_js):
    series = series_over_clock_changes()
    assert spoil(text_of(series)) != text_of(series)
    assert read_by_js(ical_js(spoil(text_of(series)))) != our_instants(series)


@pytest.mark.parametrize("zone", [name for name in ZONE_NAMES if name != "UTC"])
def test_vtimezone_agrees_with_the_zone_database_from_2007_to_2035(zone, ical_js):
    vtimezone = icalendar.Timezone.from_ical(VTIMEZONES[zone])
    ours = vtimezone.to_tz(lookup_tzid=False)
    walls = [datetime.combine(date(2007, 3, 12) + timedelta(days=n), time(12)) for n in range(0, 28 * 365, 3)]
    theirs = ZoneInfo(zone)
    assert [wall.replace(tzinfo=ours).utcoffset() for wall in walls] == [
        wall.replace(tzinfo=theirs).utcoffset() for wall in walls
    ]
    assert "RDATE" not in VTIMEZONES[zone]


@pytest.mark.parametrize("zone", [name for name in ZONE_NAMES if name != "UTC"])
def test_vtimezone_read_by_ical_js_agrees_from_2007_to_2035(zone, ical_js):
    """Noon of each day around every change of clocks, as single events."""
    days = [date(year, *at) for year in range(2007, 2036) for at in ((3, 7), (3, 15), (7, 1), (10, 31), (11, 8))][1:]
    walls = [datetime.combine(one, time(12)) for one in days]
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID={zone}:{wall:%Y%m%dT%H%M%S}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        for n, wall in enumerate(walls)
    )
    found = ical_js(ics.calendar([events], zones=[zone]), end=datetime(2036, 1, 1, tzinfo=UTC))
    assert [one["start"] for one in found] == [int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp()) for wall in walls]


def test_every_zone_of_the_hub_has_a_vtimezone():
    assert VTIMEZONES.keys() == ZONE_NAMES.keys()


def test_lines_are_folded_at_75_octets_between_characters_and_end_in_crlf():
    series = series_over_clock_changes(body="Fünf Gründe – " * 60 + "\nnext line, with; marks \\ and \u2028 separators")
    raw = text_of(series).encode()
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()
    event = next(iter(icalendar.Calendar.from_ical(raw).walk("VEVENT")))
    assert event["SUMMARY"] == series.title
    assert "Fünf Gründe – " * 60 in event["DESCRIPTION"]


def test_block_never_holds_the_link_to_join():
    series = series_over_clock_changes(join_link="https://meet.example/secret-room")
    assert "secret-room" not in text_of(series).replace("\r\n ", "")


def test_a_field_cannot_smuggle_in_a_line():
    series = SeriesFactory(summary="x\r\nEND:VEVENT\r\nBEGIN:VEVENT", venue="a\nATTENDEE:b", format="in-person")
    calendar = icalendar.Calendar.from_ical(text_of(series))
    assert len(calendar.walk("VEVENT")) == 1
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]


def test_uid_stays_and_sequence_and_stamp_only_rise():
    series = series_over_clock_changes()
    first = SeriesCalendar.objects.get()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        edited = Series.objects.get()
        edited.title = "Another title"
        services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)
    second = SeriesCalendar.objects.get()
    with time_machine.travel(NOW - timedelta(days=1), tick=False):  # a server whose clock is behind
        edited.title = "A third title"
        services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)
    third = SeriesCalendar.objects.get()
    with time_machine.travel(NOW, tick=False):
        edited.starts_at = time(11, 0)
        services.revise(series=edited, by=series.scheduled_by, version=edited.latest_revision_id)
    fourth = SeriesCalendar.objects.get()
    assert [c.version for c in (first, second, third, fourth)] == [0, 1, 2, 3]
    assert [c.sequence for c in (first, second, third, fourth)] == [0, 0, 0, 1]
    assert third.stamped_at <= fourth.stamped_at
    assert first.stamped_at < second.stamped_at <= third.stamped_at
    assert all(f"UID:{series.uid}" in c.block for c in (first, second, third))


def test_cancelled_single_event_says_so_itself():
    series = SeriesFactory()
    services.cancel_occurrence(occurrence=series.occurrences.get(), by=series.scheduled_by, reason="Storm.")
    (event,) = icalendar.Calendar.from_ical(text_of(series)).walk("VEVENT")
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", f"Cancelled: {series.title}")
    assert event["SEQUENCE"] == 1


def test_zone_constants_are_small_and_name_both_halves_of_the_year():
    text = VTIMEZONES[PACIFIC]
    assert "BEGIN:DAYLIGHT" in text
    assert "BEGIN:STANDARD" in text
    assert len(text) < 500
