"""One fixed VTIMEZONE for each zone of the hub: rules since 2007, never lists of dates.

A list of dates (RDATE) runs out: ical.js is then an hour off and Outlook misreads the zone. The United States have
changed clocks by one rule since 2007 (Energy Policy Act of 2005), so no series begins before that year. The United
Kingdom has by its own since 1996 (Directive 2000/84/EC, kept by the Summer Time Order 2002).
"""

from __future__ import annotations

FIRST_YEAR = 2007

_CHANGING = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:{standard}
TZOFFSETTO:{daylight}
TZNAME:{daylight_name}
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:{daylight}
TZOFFSETTO:{standard}
TZNAME:{standard_name}
END:STANDARD
END:VTIMEZONE
"""
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
"""
_FIXED = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:20070101T000000
TZOFFSETFROM:{standard}
TZOFFSETTO:{standard}
TZNAME:{standard_name}
END:STANDARD
END:VTIMEZONE
"""


def _changing(zone: str, standard: int, standard_name: str, daylight_name: str) -> str:
    offsets = {"standard": f"-{standard:02}00", "daylight": f"-{standard - 1:02}00"}
    text = _CHANGING.format(zone=zone, standard_name=standard_name, daylight_name=daylight_name, **offsets)
    return text.replace("\n", "\r\n")


def _fixed(zone: str, standard: int, name: str) -> str:
    return _FIXED.format(zone=zone, standard=f"-{standard:02}00", standard_name=name).replace("\n", "\r\n")


VTIMEZONES = {
    "America/Los_Angeles": _changing("America/Los_Angeles", 8, "PST", "PDT"),
    "America/Phoenix": _fixed("America/Phoenix", 7, "MST"),
    "America/Denver": _changing("America/Denver", 7, "MST", "MDT"),
    "America/Chicago": _changing("America/Chicago", 6, "CST", "CDT"),
    "America/New_York": _changing("America/New_York", 5, "EST", "EDT"),
    "America/Anchorage": _changing("America/Anchorage", 9, "AKST", "AKDT"),
    "Pacific/Honolulu": _fixed("Pacific/Honolulu", 10, "HST"),
    "Europe/London": _LONDON.replace("\n", "\r\n"),
    "UTC": "",  # instants in UTC need no zone
}
