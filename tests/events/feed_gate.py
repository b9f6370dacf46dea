"""What every calendar file that leaves the site must be: `faults(raw)` names each line that is not, and why.

RFC 5545 3.1 (lines), 3.3.10 (UNTIL), 3.6.1 (UID, DTSTAMP), 3.6.5 (time zones), and what Outlook and ical.js ask
besides: no lists of dates, one numbered day in a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TZID = re.compile(r";TZID=\"?([^\":;]+)")


def faults(raw: bytes | str) -> list[str]:
    """Everything that is wrong with a calendar file; empty for one that may go out."""
    raw = raw.encode() if isinstance(raw, str) else raw
    return [*_of_bytes(raw), *_of_calendar(raw.decode("utf-8", "replace"))]


def gated(raw: bytes | str) -> bytes | str:
    """The same file, after it passed."""
    assert faults(raw) == []
    return raw


def _of_bytes(raw: bytes) -> Iterator[str]:
    if not raw.endswith(b"\r\n"):
        yield "the last line has no CRLF"
    for number, line in enumerate(raw.split(b"\r\n"), start=1):
        if b"\n" in line or b"\r" in line:
            yield f"line {number} ends without CRLF"
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number} is not UTF-8, or folded within a character"


def _of_calendar(text: str) -> Iterator[str]:
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    if lines[0] != "BEGIN:VCALENDAR" or lines[-2:] != ["END:VCALENDAR", ""]:
        yield "it is not one VCALENDAR"
    for name in ("VERSION:2.0", "PRODID:", "METHOD:"):
        if sum(line.startswith(name) for line in lines) != 1:
            yield f"it has not one {name}"
    yield from _of_zones(lines)
    for line in lines:
        yield from _of_line(line)
    events = [
        part.split("\r\nEND:VEVENT")[0].split("\r\n") for part in "\r\n".join(lines).split("BEGIN:VEVENT\r\n")[1:]
    ]
    for event in events:
        yield from _of_event(event)
    yield from _of_ids(events, is_published="METHOD:PUBLISH" in lines)


def _of_zones(lines: list[str]) -> Iterator[str]:
    known = [line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")]
    used = {found[1] for line in lines if (found := _TZID.search(line.split(":")[0]))}
    if sorted(known) != sorted(set(known)):
        yield "a VTIMEZONE is there twice"
    if missing := used - set(known):
        yield f"no VTIMEZONE for {', '.join(sorted(missing))}"
    if idle := set(known) - used:
        yield f"nothing uses the VTIMEZONE of {', '.join(sorted(idle))}"


def _of_line(line: str) -> Iterator[str]:
    if _CONTROL.search(line):
        yield f"a control character in {line[:40]}"
    if line.startswith("RDATE"):
        yield f"a list of dates: {line[:40]}"
    if line.startswith("RRULE"):
        until = re.search(r"UNTIL=([^;]*)", line)
        if until and not re.fullmatch(r"\d{8}T\d{6}Z", until[1]):
            yield f"UNTIL is not in UTC: {line}"
        if re.search(r"BYDAY=[+-]?\d\w\w,|BYSETPOS=[^;]*,|BYMONTHDAY=[^;]*,", line):
            yield f"more than one numbered day: {line}"


def _of_event(event: list[str]) -> Iterator[str]:
    names = Counter(re.split("[:;]", line)[0] for line in event)
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "LAST-MODIFIED", "SUMMARY"):
        if names[name] != 1:
            yield f"{names[name]} {name} in an event"
    stamps = [line for line in event if line.startswith(("DTSTAMP", "LAST-MODIFIED"))]
    yield from (f"{stamp} is not in UTC" for stamp in stamps if not stamp.endswith("Z"))


def _of_ids(events: list[list[str]], *, is_published: bool) -> Iterator[str]:
    ids = Counter()
    masters = set()
    for event in events:
        (uid,) = [line for line in event if line.startswith("UID:")] or [""]
        key = next((line.partition(":")[2] for line in event if line.startswith("RECURRENCE-ID")), "")
        ids[uid, key] += 1
        masters.update([uid] if not key else [])
    yield from (f"{uid} {key} is there {number} times" for (uid, key), number in ids.items() if number > 1)
    if is_published:
        yield from (f"{uid} {key} has no series" for uid, key in ids if uid not in masters)
