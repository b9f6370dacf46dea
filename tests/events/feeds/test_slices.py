"""One date out of a stored block."""

import pytest

from events.feeds.slices import one_date

ZONED = "DTSTART;TZID=America/Los_Angeles:20261103T220000\r\nDTEND;TZID=America/Los_Angeles:20261104T070000\r\n"
UTC = "DTSTART:20261103T220000Z\r\nDTEND:20261104T070000Z\r\n"
RULE = f"RRULE:FREQ=WEEKLY;COUNT=9;BYDAY={'TU,' * 20}\r\n TU,WE\r\nEXDATE;TZID=America/Los_Angeles:20261110T220000\r\n"


def event(times, *more):
    return f"BEGIN:VEVENT\r\nUID:1\r\n{times}SUMMARY:Clinic\r\n{''.join(more)}END:VEVENT\r\n"


def test_date_of_a_rule_has_its_own_times_and_no_rule():
    named = "RECURRENCE-ID;TZID=America/Los_Angeles:20261117T220000\r\n"
    times = (
        ZONED.replace("20261103", "20261117").replace("20261104", "20261118").replace("\r\nDTEND", f"\r\n{named}DTEND")
    )
    assert one_date(event(ZONED, RULE), "20261117T220000") == event(times)


def test_date_in_utc_keeps_its_sign():
    found = one_date(event(UTC, RULE), "20261231T220000")
    assert "DTSTART:20261231T220000Z\r\nRECURRENCE-ID:20261231T220000Z\r\nDTEND:20270101T070000Z\r\n" in found


@pytest.mark.parametrize("named", ["RECURRENCE-ID:20261110T220000Z\r\n", "RECURRENCE-ID;TZID=X/Y:20261110T220000\r\n"])
def test_date_that_was_changed_on_its_own_is_taken_as_it_stands(named):
    own = event(ZONED.replace("T220000", "T190000"), named)
    assert one_date(event(ZONED, RULE) + own, "20261110T220000") == own


def test_single_event_is_its_only_one():
    assert one_date(event(ZONED), "20261103T220000") == event(ZONED)


def test_block_without_an_event_gives_nothing():
    assert one_date("", "20261103T220000") == ""
    assert one_date(event("", RULE), "20261103T220000") == ""
