"""Working days of the state: weekends, holidays, and the night when clocks change."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from community.people.workdays import after_working_days, is_working_day, state_holidays

HERE = ZoneInfo("America/Los_Angeles")


def test_the_holidays_of_2026():
    assert sorted(state_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 3, 31),
        date(2026, 5, 25),
        date(2026, 7, 4),  # a Saturday: no other day is off for it
        date(2026, 9, 7),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 11, 27),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 7, 5), False),  # Independence Day on a Sunday: the Monday
        (date(2023, 1, 2), False),  # New Year on a Sunday
        (date(2023, 11, 10), False),  # Veterans Day on a Saturday: the Friday
        (date(2026, 7, 3), True),  # Independence Day on a Saturday: not the Friday
        (date(2021, 12, 24), True),  # Christmas on a Saturday: not the Friday
        (date(2026, 2, 12), True),  # Lincoln's day closes no state office
        (date(2026, 10, 12), True),  # nor does Columbus Day
    ],
)
def test_holidays_at_a_weekend(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("asked", "over"),
    [
        ((2026, 6, 1, 9, 30), (2026, 6, 3, 9, 30)),  # Monday
        ((2026, 6, 5, 18, 0), (2026, 6, 9, 18, 0)),  # Friday evening
        ((2026, 6, 6, 11, 0), (2026, 6, 10, 0, 0)),  # Saturday counts from Monday's first minute
        ((2026, 6, 7, 23, 59), (2026, 6, 10, 0, 0)),
        ((2026, 9, 4, 16, 0), (2026, 9, 9, 16, 0)),  # Friday before Labor Day
        ((2026, 11, 25, 12, 0), (2026, 12, 1, 12, 0)),  # the day before Thanksgiving: Thursday and Friday are off
        ((2026, 11, 26, 12, 0), (2026, 12, 2, 0, 0)),  # on Thanksgiving itself
        ((2026, 12, 31, 8, 0), (2027, 1, 5, 8, 0)),  # over New Year
        ((2026, 3, 6, 2, 30), (2026, 3, 10, 2, 30)),  # clocks go forward on Sunday at 2:00: 2:30 exists on Tuesday
        ((2026, 10, 30, 1, 30), (2026, 11, 3, 1, 30)),  # clocks go back on Sunday at 2:00
    ],
)
def test_two_working_days_later(asked, over):
    assert after_working_days(datetime(*asked, tzinfo=HERE), 2) == datetime(*over, tzinfo=HERE)


def test_the_clock_of_the_zone_counts_across_the_change_of_time():
    before = datetime(2026, 3, 6, 12, 0, tzinfo=HERE)

    over = after_working_days(before, 2)

    assert (over.hour, over.timestamp() - before.timestamp()) == (12, 4 * 86_400 - 3_600)


def test_a_moment_in_another_zone_is_a_day_in_california():
    late = datetime(2026, 6, 2, 3, 0, tzinfo=ZoneInfo("UTC"))  # Monday evening there

    assert after_working_days(late, 2) == datetime(2026, 6, 3, 20, 0, tzinfo=HERE)
