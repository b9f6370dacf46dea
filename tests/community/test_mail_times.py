"""When mail may go out: in any zone, over midnight and over nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.notifications.enums import Level
from community.notifications.times import DIGEST_AT, Hours

CALIFORNIA = ZoneInfo("America/Los_Angeles")
ZONES = (
    "America/Los_Angeles",
    "America/St_Johns",  # half an hour off
    "America/Santiago",  # the clocks change at midnight
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # by half an hour
    "Europe/Berlin",
    "Pacific/Apia",  # left out a whole day, 2011-12-30
    "Pacific/Kiritimati",
    "UTC",
)
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
moments = st.datetimes(datetime(2011, 12, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
clock = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def california(*when, fold=0):
    return datetime(*when, tzinfo=CALIFORNIA, fold=fold).astimezone(UTC)


@given(moments, zones, clock, clock)
@example(california(2026, 11, 1, 1, 15, fold=1), CALIFORNIA, time(22), time(1, 30))
def test_a_mail_leaves_soon_but_not_in_quiet_hours(at, zone, quiet_from, quiet_to):
    hours = Hours(zone, quiet_from=quiet_from, quiet_to=quiet_to)
    leaves = hours.after_quiet(at)
    assert at <= leaves < at + timedelta(hours=26)
    is_skipped = zone.key == "Pacific/Apia" and date(2011, 12, 29) <= leaves.astimezone(zone).date() <= date(
        2011, 12, 31
    )
    assert hours.after_quiet(leaves) == leaves or is_skipped


@given(moments, zones, clock, st.sampled_from([Level.DAILY, Level.WEEKLY]), st.none() | st.integers(-40, 40))
@example(california(2026, 11, 1, 1, 45), CALIFORNIA, time(1, 30), Level.DAILY, None)
def test_the_next_digest_is_to_come_and_not_in_a_holiday(at, zone, digest_at, level, away):
    away_until = None if away is None else at.astimezone(zone).date() + timedelta(days=away)
    due = Hours(zone, digest_at=digest_at, away_until=away_until).next_digest(level, at)
    local = due.astimezone(zone)
    assert due > at
    assert away_until is None or local.date() >= away_until
    assert due - at <= timedelta(days=max(away or 0, 0) + (7 if level == Level.WEEKLY else 1), hours=26)
    wall = datetime.combine(local.date(), digest_at, tzinfo=zone)
    is_there = wall.astimezone(UTC).astimezone(zone).time() == digest_at  # else the clocks went over that hour
    assert local.time() == digest_at or not is_there or local.date().year == 2011


@given(moments, zones)
def test_the_weekly_digest_comes_on_a_monday(at, zone):
    assert Hours(zone).next_digest(Level.WEEKLY, at).astimezone(zone).weekday() == 0


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (california(2026, 3, 4, 19, 59), california(2026, 3, 4, 19, 59)),
        (california(2026, 3, 4, 20, 0), california(2026, 3, 5, 7)),
        (california(2026, 3, 4, 23, 59), california(2026, 3, 5, 7)),
        (california(2026, 3, 5, 0, 0), california(2026, 3, 5, 7)),
        (california(2026, 3, 5, 6, 59), california(2026, 3, 5, 7)),
        (california(2026, 3, 5, 7, 0), california(2026, 3, 5, 7)),
        (california(2026, 3, 7, 22), datetime(2026, 3, 8, 14, tzinfo=UTC)),  # a night of nine hours, not ten
        (california(2026, 10, 31, 22), datetime(2026, 11, 1, 15, tzinfo=UTC)),  # one of eleven
    ],
)
def test_the_default_night(at, leaves):
    assert Hours(CALIFORNIA).after_quiet(at) == leaves


@pytest.mark.parametrize(
    ("quiet", "hour", "leaves"),
    [((9, 17), 12, 17), ((9, 17), 8, 8), ((9, 17), 17, 17), ((8, 8), 8, 8), ((0, 0), 23, 23)],
)
def test_quiet_hours_by_day_and_none(quiet, hour, leaves):
    hours = Hours(CALIFORNIA, quiet_from=time(quiet[0]), quiet_to=time(quiet[1]))
    assert hours.after_quiet(california(2026, 3, 4, hour)) == california(2026, 3, 4, leaves)


@pytest.mark.parametrize(
    ("level", "at", "away_until", "due"),
    [
        (Level.DAILY, (2026, 3, 4, 6), None, (2026, 3, 4, 7)),
        (Level.DAILY, (2026, 3, 4, 7), None, (2026, 3, 5, 7)),
        (Level.WEEKLY, (2026, 3, 4, 6), None, (2026, 3, 9, 7)),
        (Level.WEEKLY, (2026, 3, 9, 6), None, (2026, 3, 9, 7)),
        (Level.WEEKLY, (2026, 3, 9, 7), None, (2026, 3, 16, 7)),
        (Level.DAILY, (2026, 3, 4, 6), date(2026, 3, 20), (2026, 3, 20, 7)),
        (Level.WEEKLY, (2026, 3, 4, 6), date(2026, 3, 20), (2026, 3, 23, 7)),
        (Level.DAILY, (2026, 3, 4, 8), date(2026, 3, 1), (2026, 3, 5, 7)),  # a holiday long over
    ],
)
def test_digest_days(level, at, away_until, due):
    assert Hours(CALIFORNIA, DIGEST_AT, away_until=away_until).next_digest(level, california(*at)) == california(*due)


def test_the_first_day_back_begins_at_midnight_where_the_member_is():
    hours = Hours(ZoneInfo("Pacific/Kiritimati"), away_until=date(2026, 3, 5))
    assert hours.is_away(datetime(2026, 3, 4, 9, 59, tzinfo=UTC))
    assert not hours.is_away(datetime(2026, 3, 4, 10, 0, tzinfo=UTC))
