"""40 calendars from outside: the ten shared ones as files, the rest made here, with what becomes of each.

`takes` is how many events are handed out as facts, `code` the first problem, `rule` a word of the sentence with which
`recurrence.parse` refuses the rule that was handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FILES = Path("tests/data/calendars")
_START = "DTSTART:20270105T180000Z"
LA = "DTSTART;TZID=America/Los_Angeles:20270105T100000"


@dataclass(frozen=True)
class Case:
    name: str
    family: str
    data: bytes
    takes: int = 0
    code: str = ""
    rule: str = ""


def event(*lines: str, uid: str = "case@hub.example", title: str = "Data clinic") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"SUMMARY:{title}", *lines,
                        "END:VEVENT", ""])  # fmt: skip


def calendar(*parts: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//case//EN\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def _ruled(name: str, rule: str, word: str) -> Case:
    return Case(name, "rule", calendar(event(_START, f"RRULE:{rule}")), 1, rule=word)


def _file(name: str, family: str, takes: int = 0, code: str = "", rule: str = "") -> Case:
    return Case(name, family, (_FILES / f"{name}.ics").read_bytes(), takes, code, rule)


_ZONE_7808 = (
    "BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles\r\nTZID-ALIAS-OF:US/Pacific\r\nTZUNTIL:20990101T000000Z\r\n"
    "BEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\n"
    "RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_CUT_LETTER = calendar(event(LA, title="Uml")).replace(b"SUMMARY:Uml", b"SUMMARY:Uml\xc3\r\n \xa4ute")

CASES = [
    # The ten shared ones
    _file("bad_bytes", "bytes", code="utf8"),
    _file("count_million", "rule", 1, rule="MINUTELY"),
    _file("dst_gap", "time", 1),
    _file("end_before_start", "time", code="end_first"),
    _file("folded_utf8", "bytes", 1),
    _file("interval_zero", "rule", 1, rule="INTERVAL"),
    _file("never_matches", "rule", 1, rule="never happens"),
    _file("no_start", "time", code="no_start"),
    _file("secondly", "rule", 1, rule="SECONDLY"),
    _file("unknown_zone", "zone", code="zone"),
    # Rules
    _ruled("minutely", "FREQ=MINUTELY;INTERVAL=1", "MINUTELY"),
    _ruled("count_without_end", "FREQ=DAILY;COUNT=999999999", "COUNT"),
    _ruled("no_end", "FREQ=WEEKLY", "when the series ends"),
    _ruled("until_9999", "FREQ=DAILY;UNTIL=99991231T235959Z", "5 years"),
    _ruled("february_30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31;COUNT=5", "never happens"),
    _ruled("by_second", "FREQ=DAILY;COUNT=9;BYSECOND=0,1,2,3", "BYSECOND"),
    _ruled("rule_of_words", "every day", "EVERY"),
    _ruled("list_of_days", "FREQ=YEARLY;COUNT=2;BYYEARDAY=" + ",".join(map(str, range(1, 367))), "too long"),
    # Times
    Case("overlap", "time", calendar(event("DTSTART;TZID=America/Los_Angeles:20271107T013000", "DURATION:PT1H")), 1),
    Case("day_32", "time", calendar(event("DTSTART:20270132T100000Z")), code="time"),
    Case("length_for_end", "time", calendar(event(LA, "DURATION:PT90M")), 1),
    Case("length_without_end", "time", calendar(event(LA, "DURATION:P99999999999999W")), code="length"),
    Case("length_backwards", "time", calendar(event(LA, "DURATION:-PT1H")), code="end_first"),
    Case("all_day", "time", calendar(event("DTSTART;VALUE=DATE:20270105", "DTEND;VALUE=DATE:20270107")), 1),
    Case("floating", "time", calendar(event("DTSTART:20270105T100000")), 1),
    Case("two_starts", "time", calendar(event(LA, _START)), code="twice"),
    # Zones
    Case("zone_of_windows", "zone", calendar(event("DTSTART;TZID=Pacific Standard Time:20270105T100000")), 1),
    Case("zone_rfc_7808", "zone", calendar(_ZONE_7808, event(LA)), 1),
    Case("zone_is_a_path", "zone", calendar(event("DTSTART;TZID=../../../etc/passwd:20270105T100000")), code="zone"),
    Case("zone_is_a_folder", "zone", calendar(event("DTSTART;TZID=America:20270105T100000")), code="zone"),
    # Bytes
    Case("letter_cut_by_a_fold", "bytes", _CUT_LETTER, 1),
    Case("picture", "bytes", b"\x89PNG\r\n\x1a\n" + b"\x00" * 5_000, code="not_calendar"),
    Case("empty", "bytes", b"\r\n\r\n", code="empty"),
    # Structure
    Case("event_in_event", "structure", calendar("BEGIN:VEVENT\r\n", event(LA), "END:VEVENT\r\n"), code="nested"),
    Case("deep", "structure", calendar("BEGIN:X-A\r\n" * 50_000, "END:X-A\r\n" * 50_000), code="depth"),
    Case("ends_too_often", "structure", calendar(event(LA), "END:VEVENT\r\n"), code="ends"),
    Case("cut_off", "structure", calendar(event(LA), event(LA))[:-40], 1, code="cut_off"),
    # Size
    Case("100000_events", "size", calendar(*[event(LA, uid=str(number)) for number in range(100_000)]), code="bytes"),
    Case("100000_tiny_events", "size", calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 100_000), code="events"),
    Case("line_of_10_mb", "size", calendar(event(LA, "DESCRIPTION:" + "x" * 9_900_000)), code="long_line"),
    Case("folded_ten_million_times", "size", calendar(event(LA, "DESCRIPTION:x" + "\n x" * 390_000)),
         code="long_line"),
    Case("lines_of_nothing", "size", calendar("\n" * 9_000_000, event(LA)), code="lines"),
]  # fmt: skip
