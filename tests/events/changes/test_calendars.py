"""Dates taken out, moved, cancelled and added: two other programs read what our rows say."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events import services
from events.changes.plan import Place
from events.changes.services.dates import add_date, move_date, take_out
from events.models import SeriesCalendar
from tests.events.feed_gate import faults
from tests.events.test_ics import (
    NOW,
    ical_js,
    our_instants,
    read_by_js,
    read_by_python,
    series_over_clock_changes,
    text_of,
)
from tests.factories.events import day, wall

__all__ = ["ical_js"]
pytestmark = pytest.mark.django_db
THREE_YEARS = timedelta(days=3 * 366 + 10)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def on(series, text):
    return series.occurrences.select_related("series").get(recurrence_id__startswith=text)


def changed_series(**values):
    """Three years of Tuesdays: one out before and one after a change of clocks, two moved, one cancelled, one more."""
    series = series_over_clock_changes(**values)
    by = series.scheduled_by
    for text in ("20261222", "20280328"):
        take_out(occurrence=on(series, text), by=by)
    for text, to in (("20270309", "2027-03-15T16:30"), ("20281031", "2028-11-08T08:15")):
        row = on(series, text)
        place = Place("in-person", "1000 State Street", "")
        move_date(occurrence=row, start=wall(to), minutes=45, place=place, by=by, seen=row.seen)
    services.cancel_occurrence(occurrence=on(series, "20270406"), by=by, reason="The room is closed.")
    add_date(series=series, start=wall("2028-07-06T11:00"), minutes=20, by=by)
    return services.settle(series=series, horizon=THREE_YEARS)


ZONES = ["America/Los_Angeles", "America/New_York", "Europe/London", "America/Phoenix"]


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;UNTIL=20300901;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1TU,2TU,4TU,-1TU;COUNT=150"]
)
@pytest.mark.parametrize("zone", ZONES)
def test_three_years_with_a_change_of_each_kind_are_the_instants_of_our_rows(zone, rule, ical_js):
    series = changed_series(zone=zone, rule=rule)
    text, ours = text_of(series), our_instants(series)
    whole = our_instants(series_over_clock_changes(zone=zone, rule=rule))
    assert len(ours) == len(whole) - 3 + 1
    assert len(set(ours) - set(whole)) == 3
    assert read_by_python(text) == ours
    found = ical_js(text)
    assert read_by_js(found) == ours
    assert [one["summary"] for one in found if one["status"] == "CANCELLED"] == [f"Cancelled: {series.title}"]
    assert faults(text) == []


SPOILT = {
    "no EXDATE": lambda text: re.sub(r"EXDATE[^\r]*\r\n", "", text),
    "an EXDATE that lists a day": lambda text: re.sub(r"(EXDATE[^:]*:\d{8})T\d{6}", r"\1T000000", text),
    "a moved date without its key": lambda text: re.sub(r"RECURRENCE-ID[^\r]*\r\n", "", text),
    "the extra date as a list": lambda text: re.sub(
        r"BEGIN:VEVENT(?:(?!END:VEVENT).)*20280706T110000.*?END:VEVENT\r\n", "", text, flags=re.DOTALL
    ),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_control_text_without_one_of_them_is_read_otherwise(fault):
    series = changed_series()
    spoilt = SPOILT[fault](text_of(series))
    assert spoilt != text_of(series)
    assert read_by_python(spoilt) != our_instants(series)


def test_changes_hold_beyond_the_24_months_for_which_there_are_rows():
    series = changed_series()
    services.settle(series=series)
    assert SeriesCalendar.objects.get(series=series).block.count("BEGIN:VEVENT") == 5
    assert "20281108T081500" in text_of(series)


def test_moved_date_has_its_own_place_in_the_calendar():
    text = text_of(changed_series())
    assert text.count("LOCATION:1000 State Street") == 2


def test_state_holidays_are_left_out_and_come_back():
    series = series_over_clock_changes(rule="FREQ=DAILY;COUNT=60", starts_on=day("2026-11-24"), skip_holidays=True)
    left_out = re.findall(r"EXDATE;TZID=America/Los_Angeles:(\d{8})", text_of(series))
    assert left_out == ["20261126", "20261127", "20261225", "20270101", "20270118"]
    assert series.occurrences.count() == 55
    series.skip_holidays = False
    services.revise(series=series, by=series.scheduled_by, version=series.latest_revision_id)
    assert series.occurrences.count() == 60
    assert "EXDATE" not in text_of(series)


def test_a_date_moved_off_a_holiday_takes_place():
    series = series_over_clock_changes(starts_on=day("2026-12-11"), rule="FREQ=WEEKLY;COUNT=4;BYDAY=FR")
    row = on(series, "20261225")
    move_date(
        occurrence=row, start=wall("2026-12-23T10:00"), minutes=60, place=None, by=series.scheduled_by, seen=row.seen
    )
    series.refresh_from_db()
    series.skip_holidays = True
    services.revise(series=series, by=series.scheduled_by, version=series.latest_revision_id)
    starts = [
        row.local_start.isoformat()[:10] for row in series.occurrences.select_related("series").order_by("start_at")
    ]
    assert starts == ["2026-12-11", "2026-12-18", "2026-12-23"]
    assert datetime(2026, 12, 23, 18, tzinfo=UTC) in series.occurrences.values_list("start_at", flat=True)
