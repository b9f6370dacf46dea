"""Rules: what is refused and how fast, the dates they make, nights when clocks change."""

import time as clock
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import recurrence
from events.recurrence import RuleRefused
from tests.factories.events import PACIFIC, day, wall

TUESDAY = wall("2026-11-03T10:00")


def parse(text, start=TUESDAY, zone=PACIFIC):
    return recurrence.parse(text, start=start, zone=zone)


REFUSED = {
    "FREQ=SECONDLY": "“SECONDLY” is not possible",
    "FREQ=MINUTELY;COUNT=1000000": "“MINUTELY” is not possible",
    "FREQ=HOURLY;COUNT=3": "“HOURLY” is not possible",
    "FREQ=DAILY;INTERVAL=0;COUNT=3": "INTERVAL is a number from 1 to 366",
    "FREQ=DAILY;INTERVAL=-1;COUNT=3": "INTERVAL is a number from 1 to 366",
    "FREQ=DAILY;INTERVAL=367;COUNT=3": "INTERVAL is a number from 1 to 366",
    "FREQ=DAILY;COUNT=1000000": "COUNT is a number from 1 to 520",
    "FREQ=DAILY;COUNT=99999999999999999999999": "COUNT is a number from 1 to 520",
    "FREQ=DAILY;COUNT=٣": "COUNT is a number from 1 to 520",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "never happens",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3": "never happens",
    "FREQ=MONTHLY;BYMONTH=2,4,6;BYMONTHDAY=31;COUNT=3": "never happens",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;COUNT=3": "never happens",
    "FREQ=WEEKLY;BYDAY=TU": "Say when the series ends",
    "FREQ=WEEKLY;COUNT=3;UNTIL=20270101": "COUNT or UNTIL, not both",
    "FREQ=WEEKLY;UNTIL=20400101": "5 years at most",
    "FREQ=WEEKLY;UNTIL=20260101": "ends before it begins",
    "FREQ=WEEKLY;UNTIL=20261301": "UNTIL is a date",
    "FREQ=WEEKLY;UNTIL=tomorrow": "UNTIL is a date",
    "FREQ=WEEKLY;UNTIL=00010101T000000Z": "UNTIL is a date",
    "FREQ=WEEKLY;UNTIL=00010101T000000": "UNTIL is a date",
    "FREQ=WEEKLY;BYDAY=WE;COUNT=3": "The first date, Tuesday, November 3, 2026",
    "FREQ=WEEKLY;BYDAY=XX;COUNT=3": "BYDAY lists days",
    "FREQ=WEEKLY;BYDAY=2TU;COUNT=3": "weekdays only",
    "FREQ=DAILY;BYMONTHDAY=3;COUNT=3": "weekdays only",
    "FREQ=MONTHLY;BYDAY=TU,3TU;COUNT=3": "a number or none",
    "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=3;COUNT=3": "not both",
    "FREQ=YEARLY;BYDAY=1TU;COUNT=3": "needs BYMONTH",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;COUNT=3": "numbered weekday",
    "FREQ=MONTHLY;BYSETPOS=1;COUNT=3": "BYSETPOS needs",
    "FREQ=DAILY;BYHOUR=3;COUNT=3": "can't use “BYHOUR”",
    "FREQ=YEARLY;BYWEEKNO=3;COUNT=3": "can't use “BYWEEKNO”",
    "FREQ=DAILY;FREQ=WEEKLY;COUNT=3": "Give “FREQ” once",
    "FREQ=DAILY;COUNT=": "Give “COUNT” once",
    "FREQ=DAILY;WKST=XX;COUNT=2": "WKST is a day",
    "DTSTART:20260101T000000Z": "can't use",
    "": "“nothing” is not possible",
    "FREQ=DAILY;COUNT=3;" + "BYDAY=MO," * 100: "too long",
}


@pytest.mark.parametrize("text", REFUSED)
def test_parse_when_rule_is_outside_the_whitelist_refuses_with_one_sentence(text):
    begun = clock.perf_counter()
    with pytest.raises(RuleRefused) as refused:
        parse(text)
    assert REFUSED[text] in refused.value.message
    assert clock.perf_counter() - begun < 1


ACCEPTED = {
    "FREQ=WEEKLY;COUNT=3": "FREQ=WEEKLY;COUNT=3",
    "RRULE:freq=weekly;byday=th,tu;until=20270101": "FREQ=WEEKLY;UNTIL=20270101;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=1;COUNT=3;WKST=MO": "FREQ=WEEKLY;COUNT=3",
    "FREQ=WEEKLY;UNTIL=20270105T180000Z": "FREQ=WEEKLY;UNTIL=20270105",
    "FREQ=WEEKLY;UNTIL=20270105T170000Z": "FREQ=WEEKLY;UNTIL=20270104",
    "FREQ=WEEKLY;UNTIL=20270105T100000": "FREQ=WEEKLY;UNTIL=20270105",
    "FREQ=MONTHLY;BYDAY=+1TU;COUNT=12": "FREQ=MONTHLY;COUNT=12;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=1;COUNT=4": "FREQ=MONTHLY;COUNT=4;BYDAY=TU,WE;BYSETPOS=1",
    "FREQ=MONTHLY;BYMONTHDAY=3,-28;COUNT=4": "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-28,3",
    "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3;COUNT=5": "FREQ=YEARLY;COUNT=5;BYMONTH=11;BYMONTHDAY=3",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=9": "FREQ=DAILY;COUNT=9;BYDAY=MO,TU,WE,TH,FR",
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_parse_gives_each_rule_one_spelling(text):
    rule = parse(text)
    assert str(rule) == ACCEPTED[text]
    assert parse(str(rule)) == rule


@pytest.mark.parametrize("text", ACCEPTED)
def test_expand_begins_with_the_start(text):
    found = recurrence.expand(parse(text), start=TUESDAY, until=TUESDAY + timedelta(days=800))
    assert found[0] == TUESDAY


def test_expand_stops_at_count_until_and_horizon():
    horizon = wall("2028-11-03T00:00")
    count = recurrence.expand(parse("FREQ=WEEKLY;COUNT=3"), start=TUESDAY, until=horizon)
    until = recurrence.expand(parse("FREQ=WEEKLY;UNTIL=20261117"), start=TUESDAY, until=horizon)
    near = recurrence.expand(parse("FREQ=WEEKLY;COUNT=300"), start=TUESDAY, until=wall("2026-11-17T10:00"))
    assert count == until == near == [wall(f"2026-11-{d}T10:00") for d in ("03", "10", "17")]


def test_expand_when_month_is_too_short_leaves_it_out():
    rule = parse("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", start=wall("2026-10-31T09:00"))
    found = recurrence.expand(rule, start=wall("2026-10-31T09:00"), until=wall("2028-01-01T00:00"))
    assert [f"{one:%m-%d}" for one in found] == ["10-31", "12-31", "01-31", "03-31"]


parts = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), "COUNT": st.integers(1, 520)},
    optional={
        "INTERVAL": st.integers(1, 366),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3).map(lambda v: ",".join(map(str, v))),
        "BYMONTHDAY": st.integers(-31, 31),
        "BYDAY": st.sampled_from(["MO", "TU", "1TU", "-1FR", "5SA", "MO,TU,WE"]),
        "BYSETPOS": st.integers(-31, 31),
    },
)


@settings(max_examples=150, deadline=1_000)
@given(parts, st.datetimes(min_value=datetime(2007, 1, 1), max_value=datetime(2030, 12, 31)))  # noqa: DTZ001
def test_any_rule_is_refused_or_expanded_within_a_second_and_begins_with_its_start(values, start):
    start = start.replace(microsecond=0)
    try:
        rule = parse(";".join(f"{name}={value}" for name, value in values.items()), start=start)
    except RuleRefused:
        return
    found = recurrence.expand(rule, start=start, until=start + timedelta(days=731))
    assert found[0] == start
    assert len(found) <= 520


@pytest.mark.parametrize("text", ["FREQ=DAILY;INTERVAL=365;COUNT=520", "FREQ=MONTHLY;INTERVAL=12;COUNT=520"])
def test_expand_when_the_next_leap_day_is_far_takes_bounded_time(text):
    start = wall("2028-02-29T09:00")
    begun = clock.perf_counter()
    recurrence.expand(parse(text, start=start), start=start, until=start + timedelta(days=731))
    assert clock.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("naive", "instant"),
    [
        ("2026-10-31T10:00", "2026-10-31T17:00"),
        ("2026-11-01T10:00", "2026-11-01T18:00"),
        ("2027-03-13T10:00", "2027-03-13T18:00"),
        ("2027-03-14T10:00", "2027-03-14T17:00"),
        ("2027-03-14T02:30", "2027-03-14T10:30"),  # does not exist: offset before the change (RFC 5545 3.3.5)
        ("2026-11-01T01:30", "2026-11-01T08:30"),  # exists twice: the first one
    ],
)
def test_to_utc_on_nights_of_change(naive, instant):
    assert recurrence.to_utc(wall(naive), PACIFIC) == wall(instant).replace(tzinfo=UTC)


def test_exists_is_false_only_for_times_the_clocks_skip():
    assert not recurrence.exists(wall("2026-03-08T02:30"), PACIFIC)
    assert recurrence.exists(wall("2026-03-08T03:00"), PACIFIC)
    assert recurrence.exists(wall("2026-11-01T01:30"), PACIFIC)
    assert recurrence.exists(wall("2026-03-08T02:30"), "America/Phoenix")


def test_until_is_a_day_on_the_wall_calendar():
    assert parse("FREQ=WEEKLY;UNTIL=20270601").until == day("2027-06-01")
