"""A rule taken apart makes the dates it made whole."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import rule_parts
from events.recurrence import RuleRefused, parse
from tests.factories.events import PACIFIC, wall

RULES = [
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
    "FREQ=MONTHLY;BYDAY=2TU,4TU",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=4TU,-1TU,1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3,11;BYDAY=1MO,2MO",
]


@st.composite
def rules(draw):
    """A rule that passes, with its start: the first day from a random one on that the rule makes."""
    text = draw(st.sampled_from(RULES))
    day = draw(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
    count = draw(st.integers(1, 40))
    end = f"COUNT={count}" if draw(st.booleans()) else f"UNTIL={day + timedelta(days=1200):%Y%m%d}"
    for number in range(400):
        start = datetime.combine(day + timedelta(days=number), datetime.min.time().replace(hour=10))
        try:
            return parse(f"{text};{end}", start=start, zone=PACIFIC), start
        except RuleRefused:
            continue
    raise AssertionError(text)


@settings(max_examples=150, deadline=None)
@given(rules(), st.data())
def test_two_halves_of_a_rule_are_the_whole(made, data):
    rule, start = made
    whole = rule_parts.every_date(rule, start=start)
    if len(whole) < 2:
        return
    at = data.draw(st.sampled_from(whole[1:]))
    before, after = rule_parts.split(rule, start=start, at=at)
    assert rule_parts.every_date(before, start=start) == [wall for wall in whole if wall < at]
    assert rule_parts.every_date(after, start=at) == [wall for wall in whole if wall >= at]
    assert parse(str(before), start=start, zone=PACIFIC) == before
    assert parse(str(after), start=at, zone=PACIFIC) == after
    assert rule_parts.ended_before(rule, start=start, cut=at) == before


@settings(max_examples=150, deadline=None)
@given(rules())
def test_parts_have_one_numbered_day_and_make_the_dates_of_the_whole(made):
    rule, start = made
    found = rule_parts.parts(rule, start=start)
    assert sorted({wall for part in found for wall in part.dates}) == rule_parts.every_date(rule, start=start)
    for part in found:
        assert len(rule_parts.single_rules(part.rule)) == 1
        assert tuple(rule_parts.every_date(part.rule, start=part.dates[0])) == part.dates
        assert parse(str(part.rule), start=part.dates[0], zone=PACIFIC) == part.rule
    assert len({part.name for part in found}) == len(found)


@pytest.mark.parametrize("at", ["2026-11-10T10:00", "2026-11-18T10:00", "2027-11-16T10:00"])
def test_split_at_the_first_date_or_at_none_of_its_is_refused(at):
    rule = parse("FREQ=WEEKLY;COUNT=3", start=wall("2026-11-10T10:00"), zone=PACIFIC)
    with pytest.raises(ValueError, match=r"."):
        rule_parts.split(rule, start=wall("2026-11-10T10:00"), at=wall(at))


def test_a_single_event_is_one_part():
    (part,) = rule_parts.parts(None, start=wall("2026-11-10T10:00"))
    assert (part.name, part.rule, part.dates) == ("", None, (wall("2026-11-10T10:00"),))
