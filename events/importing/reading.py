"""From the bytes of an iCalendar file to facts. Runs in a process of its own (isolation.py) and needs no Django.

icalendar reads single lines and values here, never a whole calendar: `Calendar.from_ical` raises for the whole file
what is wrong with one event, doesn't say in which line, and reads time zones that nobody asks about. Nothing is
expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from . import limits
from .facts import EventFacts, Problem, Reading
from .moments import Moment, Unreadable, read_length, read_moment

_ONCE = frozenset(
    {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE",
     "RECURRENCE-ID"}
)  # fmt: skip
_MANY = frozenset({"EXDATE", "RDATE", "EXRULE"})
_LONGEST = {"UID": 1_000, "SUMMARY": 500, "DESCRIPTION": 10_000, "LOCATION": 500, "URL": 2_000, "RRULE": 1_000}

_ESCAPED = re.compile(r"\\([\\;,nN])")  # RFC 5545 3.3.11


class Refused(Exception):
    """Nothing of this file can be taken."""

    def __init__(self, code: str, line: int = 0, value: str = "") -> None:
        super().__init__(code)
        self.problem = Problem(code, line, value=value[:60])


@dataclass
class _Raw:
    """The lines of one VEVENT that matter; the first thing that is wrong with it."""

    line: int
    once: dict[str, tuple[str, dict[str, str], int]] = field(default_factory=dict)
    except_on: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    has_extra_dates: bool = False
    problem: Problem | None = None

    def fail(self, code: str, line: int, value: str = "") -> None:
        self.problem = self.problem or Problem(code, line, value=value[:60])

    def text(self, name: str) -> str:
        value = self.once.get(name, ("", {}, 0))[0]
        most = _LONGEST[name]
        return _ESCAPED.sub(_unescaped, value[: 2 * most])[:most].strip()  # a sign is two characters at most


def read(data: bytes) -> Reading:
    """The events of a calendar and what is left out of it, or one refusal. Raises nothing."""
    try:
        walk = _walked(_checked(data))
    except Refused as refusal:
        return Reading(refused=refusal.problem)
    reading = Reading(is_whole=not walk.inside)
    if walk.raw is not None:
        reading.left_out.append(Problem("cut_off", walk.raw.line, _title(walk.raw)))
    for raw in walk.raws:
        try:
            if raw.problem is None:
                reading.events.append(_event(raw))
                continue
        except Unreadable as wrong:
            raw.fail(wrong.code, raw.line, wrong.value)
        assert raw.problem is not None
        named = Problem(raw.problem.code, raw.problem.line, _title(raw), raw.problem.value, raw.text("UID"))
        reading.left_out.append(named)
    reading.left_out.sort(key=lambda problem: problem.line)
    return reading


def _checked(data: bytes) -> bytes:
    """Refuse what is too large, before anything is made of it."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if len(data) > limits.MOST_BYTES:
        raise Refused("bytes")
    if not data.strip():
        raise Refused("empty")
    if not data.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        raise Refused("not_calendar", 1)
    if data.count(b"\n") > limits.MOST_LINES:
        raise Refused("lines")
    if data.upper().count(b"BEGIN:VEVENT") > limits.MOST_EVENTS:
        raise Refused("events")
    return data


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines with the number of their first piece; unfolded as bytes, for a fold may cut through a letter."""
    number, pieces = 0, [b""]
    for here, piece in enumerate(data.split(b"\n"), 1):
        if piece[:1] in {b" ", b"\t"} and number:
            pieces.append(piece[1:])
            continue
        if number and (whole := b"".join(pieces)).strip():
            yield number, whole
        number, pieces = here, [piece]
    if (whole := b"".join(pieces)).strip():
        yield number, whole


def _walked(data: bytes) -> _Walk:
    """The events, each with its lines; what stands in an alarm or a time zone is passed over."""
    walk = _Walk()
    for number, line in _lines(data):
        mark = line[:6].upper()
        if mark == b"BEGIN:":
            walk.begin(_name(line[6:]), number)
        elif mark[:4] == b"END:":
            walk.end(_name(line[4:]), number)
        elif walk.raw is not None and walk.inside[-1] == "VEVENT":
            _take(walk.raw, line, number)
    if not walk.raws and walk.raw is None:
        raise Refused("no_events")
    return walk


@dataclass
class _Walk:
    """Where the reader stands: the components it is inside of, and the event."""

    raws: list[_Raw] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    raw: _Raw | None = None

    def begin(self, name: str, number: int) -> None:
        self.inside.append(name)
        if len(self.inside) > limits.MOST_DEPTH:
            raise Refused("depth", number)
        if name == "VEVENT" and self.raw is not None:
            self.raw.fail("nested", number)
        elif name == "VEVENT":
            self.raw = _Raw(number)

    def end(self, name: str, number: int) -> None:
        if not self.inside or self.inside.pop() != name:
            raise Refused("ends", number, name)
        if self.raw is not None and "VEVENT" not in self.inside:
            self.raws.append(self.raw)
            self.raw = None


def _name(words: bytes) -> str:
    return words.strip().upper().decode("ascii", "replace")


def _take(raw: _Raw, line: bytes, number: int) -> None:
    """Keep a line that matters."""
    head = _name(line[:20].replace(b";", b":").partition(b":")[0])
    if head not in _ONCE and head not in _MANY:
        return
    if len(line) > limits.LONGEST_LINE:
        raw.fail("long_line", number, head)
        return
    try:
        name, parameters, value = _parts(line.decode())
    except ValueError as error:  # a UnicodeDecodeError is one
        raw.fail("utf8" if isinstance(error, UnicodeDecodeError) else "line", number, head)
        return
    if name == "RDATE":
        raw.has_extra_dates = True
    elif name == "EXRULE":
        raw.fail("exrule", number)
    elif name == "EXDATE":
        raw.except_on += [(one, parameters, number) for one in value.split(",") if one]
        if len(raw.except_on) > limits.MOST_DATES:
            raw.fail("dates", number)
    elif name in raw.once:
        raw.fail("twice", number, name)
    else:
        raw.once[name] = (value, parameters, number)


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value. Only what holds a quotation mark needs icalendar's slower eye."""
    head, colon, value = line.partition(":")
    if not colon:
        raise ValueError(line)
    if '"' in head:
        name, found, value = Contentline(line).parts()
        return name.upper(), {key.upper(): str(one) for key, one in found.items()}, value
    name, *pairs = head.split(";")
    parameters = dict(pair.partition("=")[::2] for pair in pairs)
    return name.strip().upper(), {key.upper(): one for key, one in parameters.items()}, value


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _title(raw: _Raw) -> str:
    return " ".join(raw.text("SUMMARY").split())[:120]


def _moment(raw: _Raw, name: str) -> Moment | None:
    if name not in raw.once:
        return None
    value, parameters, number = raw.once[name]
    try:
        return read_moment(value, parameters)
    except Unreadable as wrong:
        raw.fail(wrong.code, number, wrong.value)
        raise


def _event(raw: _Raw) -> EventFacts:
    """Raises Unreadable."""
    start = _moment(raw, "DTSTART")
    if start is None:
        raise Unreadable("no_start")
    known_as = _moment(raw, "RECURRENCE-ID")
    return EventFacts(
        line=raw.line,
        uid=raw.text("UID"),
        title=_title(raw),
        text=raw.text("DESCRIPTION"),
        place=" ".join(raw.text("LOCATION").split()),
        url=raw.text("URL"),
        status=raw.once.get("STATUS", ("", {}, 0))[0].strip().upper()[:20],
        start=start.wall.isoformat(),
        end=_end(raw, start),
        zone=start.zone,
        is_all_day=start.is_day,
        rule=raw.text("RRULE").upper(),
        except_on=[wall for one in raw.except_on for wall in _exception(raw, one, start)],
        recurrence_id=known_as.within(start.zone).isoformat() if known_as else "",
        has_extra_dates=raw.has_extra_dates,
    )


def _exception(raw: _Raw, one: tuple[str, dict[str, str], int], start: Moment) -> list[str]:
    value, parameters, number = one
    try:
        return [read_moment(value, parameters).within(start.zone).isoformat()]
    except Unreadable as wrong:
        raw.fail(wrong.code, number, wrong.value)
        raise


def _end(raw: _Raw, start: Moment) -> str:
    """The wall time in the zone of the start; empty when the file says none. Raises Unreadable."""
    end = _moment(raw, "DTEND")
    if end is not None:
        number, wall = raw.once["DTEND"][2], end.within(start.zone)
    elif "DURATION" in raw.once:
        value, _parameters, number = raw.once["DURATION"]
        wall = start.wall + read_length(value)
    else:
        return ""
    if wall < start.wall:
        raw.fail("end_first", number)
        raise Unreadable("end_first")
    return wall.isoformat()
