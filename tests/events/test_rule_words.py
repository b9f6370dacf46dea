"""What a rule says in words, and the rules of plain choices."""

import pytest

from events import recurrence, rule_words
from events.enums import Repeats
from tests.factories.events import PACIFIC, day, wall

WORDS = {
    "FREQ=WEEKLY;COUNT=3": "Every Tuesday, 3 times",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630": "Every Tuesday and Thursday, until June 30, 2027",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=10": "Every 2 weeks on Tuesday, 10 times",
    "FREQ=DAILY;COUNT=1": "Every day, 1 time",
    "FREQ=DAILY;BYDAY=MO,TU;COUNT=5": "Every day on Monday and Tuesday, 5 times",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=12": "Every month on the second Tuesday, 12 times",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10;COUNT=4": "Every 3 months on day 10, 4 times",
    "FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=3;COUNT=4": "Every month on the third Tuesday and Wednesday, 4 times",
    "FREQ=YEARLY;COUNT=5": "Every year in November on day 10, 5 times",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=2TU;COUNT=5": "Every year in November on the second Tuesday, 5 times",
    "FREQ=WEEKLY;BYMONTH=9,11;COUNT=5": "Every Tuesday in September and November, 5 times",
}


@pytest.mark.parametrize("text", WORDS)
def test_rule_in_words(text):
    rule = recurrence.parse(text, start=wall("2026-11-10T10:00"), zone=PACIFIC)
    assert rule_words.in_words(rule, start=day("2026-11-10")) == WORDS[text]


def test_rule_on_day_31_says_that_short_months_are_left_out():
    rule = recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", start=wall("2026-10-31T09:00"), zone=PACIFIC)
    words = "Every month on day 31 (months without it are left out), 4 times"
    assert rule_words.in_words(rule, start=day("2026-10-31")) == words


CHOICES = {
    Repeats.WEEKLY: "FREQ=WEEKLY;COUNT=4;BYDAY=TU",
    Repeats.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU",
    Repeats.MONTHLY_WEEKDAY: "FREQ=MONTHLY;COUNT=4;BYDAY=2TU",
    Repeats.MONTHLY_TWICE: "FREQ=MONTHLY;COUNT=4;BYDAY=2TU,4TU",
    Repeats.MONTHLY_DAY: "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=10",
}


@pytest.mark.parametrize("choice", CHOICES)
def test_plain_choice_makes_a_rule_and_is_found_again_in_it(choice):
    rule = rule_words.rule_for(choice, start=day("2026-11-10"), count=4, until=None)
    assert str(rule) == CHOICES[choice]
    assert rule_words.choice_for(rule, start=day("2026-11-10")) == choice


def test_fifth_weekday_becomes_the_last_one():
    rule = rule_words.rule_for(Repeats.MONTHLY_WEEKDAY, start=day("2026-09-29"), count=4, until=None)
    assert str(rule) == "FREQ=MONTHLY;COUNT=4;BYDAY=-1TU"


def test_choice_for_a_rule_of_ones_own_and_for_none():
    rule = recurrence.parse("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", start=wall("2026-11-10T10:00"), zone=PACIFIC)
    assert rule_words.choice_for(rule, start=day("2026-11-10")) == Repeats.RULE
    assert rule_words.choice_for(None, start=day("2026-11-10")) == Repeats.NEVER
