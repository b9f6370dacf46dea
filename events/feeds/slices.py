"""One date out of the stored text of a series: lines are taken and replaced, nothing is expanded."""

from __future__ import annotations

import re
from datetime import datetime

_EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_FOLDED = re.compile(r"(?:RRULE|RDATE|EXDATE)[;:][^\r]*\r\n(?: [^\r]*\r\n)*")
_START = re.compile(r"^DTSTART((?:;[^:\r]*)?):(\d{8}T\d{6})(Z?)\r\n", re.MULTILINE)
_END = re.compile(r"^DTEND((?:;[^:\r]*)?):(\d{8}T\d{6})(Z?)\r\n", re.MULTILINE)
_WALL = "%Y%m%dT%H%M%S"


def one_date(block: str, recurrence_id: str) -> str:
    """The VEVENT of the date that the series knows as `recurrence_id`, like 20261103T090000; "" when it has none.

    A date that was changed on its own has a VEVENT of its own; a single event is its only one.
    """
    events = _EVENT.findall(block)
    own = re.compile(rf"^RECURRENCE-ID(?:;[^:\r]*)?:{re.escape(recurrence_id)}Z?\r$", re.MULTILINE)
    for event in events:
        if own.search(event):
            return str(event)
    master = next((event for event in events if "\r\nRECURRENCE-ID" not in event), "")
    return _placed(master, recurrence_id) if "\r\nRRULE" in master else master


def _placed(master: str, recurrence_id: str) -> str:
    start, end = _START.search(master), _END.search(master)
    if start is None or end is None:
        return ""
    length = datetime.strptime(end[2], _WALL) - datetime.strptime(start[2], _WALL)  # noqa: DTZ007
    last = (datetime.strptime(recurrence_id, _WALL) + length).strftime(_WALL)  # noqa: DTZ007
    named = f"RECURRENCE-ID{start[1]}:{recurrence_id}{start[3]}\r\n"
    event = _FOLDED.sub("", master)
    event = _START.sub(f"DTSTART{start[1]}:{recurrence_id}{start[3]}\r\n{named}", event, count=1)
    return _END.sub(f"DTEND{end[1]}:{last}{end[3]}\r\n", event, count=1)
