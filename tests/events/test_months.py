"""The month table's parts, without a database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from events import months
from events.models import Occurrence
from tests.factories.events import PACIFIC, day

ZONE = ZoneInfo(PACIFIC)
NOVEMBER = day("2026-11-01")


def occurrence(start, hours=1):
    begin = datetime.fromisoformat(start).replace(tzinfo=ZONE).astimezone(UTC)
    return Occurrence(start_at=begin, end_at=begin + timedelta(hours=hours))


def build(*occurrences):
    return months.build(NOVEMBER, occurrences=occurrences, today=day("2026-11-23"), zone=ZONE)


def filled(month):
    return {cell.on.isoformat()[5:]: len(cell.entries) for week in month.weeks for cell in week if cell.entries}


def test_month_has_whole_weeks_with_neighbours_and_one_today():
    cells = [cell for week in build().weeks for cell in week]
    assert [cells[0].on, cells[-1].on, len(cells)] == [NOVEMBER, day("2026-12-05"), 35]
    assert [cell.on for cell in cells if cell.is_outside] == [day(f"2026-12-0{n}") for n in range(1, 6)]
    assert [cell.on for cell in cells if cell.is_today] == [day("2026-11-23")]


def test_event_that_ends_at_midnight_is_not_on_the_next_day():
    assert filled(build(occurrence("2026-11-10T22:00", hours=2))) == {"11-10": 1}


def test_event_over_three_days_stands_on_each():
    month = build(occurrence("2026-11-10T22:00", hours=30))
    assert filled(month) == {"11-10": 1, "11-11": 1, "11-12": 1}


def test_window_covers_the_hour_that_the_change_of_clocks_adds():
    begin, end = months.window(NOVEMBER, ZONE)
    assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(days=35, hours=1)


def test_neighbours_of_january_and_december():
    january = months.build(day("2027-01-01"), occurrences=[], today=NOVEMBER, zone=ZONE)
    assert (january.previous, january.following) == (day("2026-12-01"), day("2027-02-01"))


def test_month_with_more_than_the_table_reads_says_so():
    many = [occurrence("2026-11-10T10:00")] * (months.MOST_IN_A_MONTH + 1)
    assert build(*many).is_cut
    assert not build(*many[1:]).is_cut
