"""Calendars from outside: each of 40 cases is taken right or has a sentence, within a second, in a real process."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime

import pytest

from events import recurrence
from events.importing import isolation, limits
from events.importing.facts import Problem
from events.importing.isolation import read_within
from events.importing.reading import read
from events.importing.wording import SENTENCES, sentence
from tests.events.importing.calendars import CASES, LA, calendar, event

NAMES = [case.name for case in CASES]
CONTROL = """
import sys, datetime, icalendar, recurring_ical_events
whole = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
found = recurring_ical_events.of(whole).between(datetime.datetime(2020, 1, 1), datetime.datetime(2030, 1, 1))
print(len(list(found)))
"""
FAILING = {
    "rule": "secondly",
    "time": "no_start",
    "zone": "zone_is_a_folder",
    "bytes": "picture",
    "structure": "ends_too_often",
    "size": "100000_events",
}


def test_there_are_forty_cases_with_names_of_their_own():
    assert len(set(NAMES)) == len(NAMES) >= 40
    assert {case.family for case in CASES} == set(FAILING)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_case_ends_within_a_second_as_expected(case):
    began = time.monotonic()
    reading = read_within(case.data)
    assert time.monotonic() - began < 1
    problems = [reading.refused] if reading.refused else reading.left_out
    assert (len(reading.events), problems[0].code if problems else "") == (case.takes, case.code)
    for problem in problems:
        assert "%(" not in sentence(problem)
    if case.rule:
        (found,) = reading.events
        with pytest.raises(recurrence.RuleRefused, match=case.rule):
            recurrence.parse(found.rule, start=datetime.fromisoformat(found.start), zone=found.zone)


@pytest.mark.parametrize("family", FAILING)
def test_control_a_plain_call_raises_or_hangs(family):
    (case,) = (case for case in CASES if case.name == FAILING[family])
    try:
        child = subprocess.run(
            [sys.executable, "-c", CONTROL], input=case.data, capture_output=True, timeout=2, check=False
        )
    except subprocess.TimeoutExpired:
        return
    assert child.returncode != 0


def test_reader_that_never_ends_is_killed(monkeypatch, tmp_path):
    """The process is real; what it runs is seeded to sleep."""
    (tmp_path / "events" / "importing").mkdir(parents=True)
    for folder in ("events", "events/importing"):
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "events" / "importing" / "__main__.py").write_text("while True: pass\n")
    monkeypatch.setattr(isolation, "_ROOT", tmp_path)
    began = time.monotonic()
    assert read_within(b"BEGIN:VCALENDAR", seconds=0.5).refused == Problem("limits")
    assert time.monotonic() - began < 2


def test_child_ends_itself_after_its_second():
    """5,000 events of which each has 1,000 exceptions: more than a second of reading."""
    heavy = calendar(*[event(LA, "EXDATE:" + ",".join(["20270105T180000Z"] * 60)) for _ in range(4_900)])
    assert len(heavy) < limits.MOST_BYTES
    began = time.monotonic()
    reading = read_within(heavy)
    assert time.monotonic() - began < limits.SECONDS + limits.START_SECONDS
    assert reading.refused == Problem("limits") or len(reading.events) == 4_900


def test_facts_of_an_event():
    lines = ("DTEND;TZID=America/New_York:20270105T140000", "RRULE:FREQ=WEEKLY;COUNT=4", "STATUS:confirmed",
             "LOCATION:Room 5\\, Sacramento", "DESCRIPTION:Bring data\\nand a laptop", "URL:https://clinic.example/",
             "EXDATE:20270112T180000Z,20270119T180000Z")  # fmt: skip
    (found,) = read(calendar(event(LA, *lines, title="Clinic\\; open"))).events
    assert (found.title, found.text, found.place) == ("Clinic; open", "Bring data\nand a laptop", "Room 5, Sacramento")
    assert (found.start, found.end, found.zone) == ("2027-01-05T10:00:00", "2027-01-05T11:00:00", "America/Los_Angeles")
    assert found.except_on == ["2027-01-12T10:00:00", "2027-01-19T10:00:00"]
    assert (found.rule, found.status, found.url) == ("FREQ=WEEKLY;COUNT=4", "CONFIRMED", "https://clinic.example/")


def test_one_broken_event_keeps_no_other_back_and_its_line_is_named():
    reading = read(calendar(event(LA), event("DTSTART:tomorrow", title="Broken"), event(LA)))
    assert len(reading.events) == 2
    assert [sentence(problem) for problem in reading.left_out] == ["Line 14, “Broken”: “tomorrow” is no date or time."]


def test_every_problem_has_a_sentence_and_every_sentence_is_needed():
    source = "".join((isolation._ROOT / "events" / "importing" / name).read_text()
                     for name in ("reading.py", "moments.py", "isolation.py"))  # fmt: skip
    assert [code for code in SENTENCES if f'"{code}"' not in source] == []
