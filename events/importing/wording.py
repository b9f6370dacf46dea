"""Problems of an outside calendar as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import limits

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from .facts import Problem

SENTENCES: Mapping[str, StrOrPromise] = {
    # The file as a whole
    "bytes": gettext_lazy("The calendar is larger than %(bytes)d MB. Export a shorter span of time."),
    "lines": gettext_lazy("The calendar has more than %(lines)s lines. Export a shorter span of time."),
    "events": gettext_lazy("The calendar has more than %(events)s events. Export a shorter span of time."),
    "empty": gettext_lazy("The file is empty. Export the calendar again."),
    "not_calendar": gettext_lazy(
        "This is no calendar: it does not begin with BEGIN:VCALENDAR. Export it as .ics (iCalendar)."
    ),
    "no_events": gettext_lazy("There is no event in this calendar. Check that you exported the right one."),
    "depth": gettext_lazy("More than %(depth)d parts lie inside each other, which no calendar program writes."),
    "ends": gettext_lazy("“END:%(value)s” ends something that did not begin. The file is damaged: export it again."),
    "limits": gettext_lazy("Reading the calendar took too long. Export a shorter span of time, without attachments."),
    # One event
    "utf8": gettext_lazy("%(value)s is not UTF-8 text. Export the calendar as UTF-8."),
    "line": gettext_lazy("%(value)s can’t be read. Export the calendar again."),
    "long_line": gettext_lazy("%(value)s is longer than %(line_bytes)s characters. Shorten it."),
    "twice": gettext_lazy("%(value)s is there twice, so nobody can say which one holds."),
    "nested": gettext_lazy("Another event begins inside this one. The file is damaged: export it again."),
    "cut_off": gettext_lazy("The file ends in the middle of this event. Export it again."),
    "time": gettext_lazy("“%(value)s” is no date or time."),
    "length": gettext_lazy("“%(value)s” is no length of time that an event can have."),
    "zone": gettext_lazy("The time zone “%(value)s” is not known. Choose a usual one and export again."),
    "no_start": gettext_lazy("It does not say when it begins."),
    "end_first": gettext_lazy("It ends before it begins."),
    "exrule": gettext_lazy("Its exceptions are a rule (EXRULE), which calendars gave up. Schedule it by hand."),
    "dates": gettext_lazy("It has more than %(dates)s exceptions. Schedule it by hand."),
}


def sentence(problem: Problem) -> str:
    """ "Line 120, “Data clinic”: It ends before it begins." """
    words = str(SENTENCES[problem.code]) % {
        "value": problem.value,
        "bytes": limits.MOST_BYTES // 1_000_000,
        "lines": f"{limits.MOST_LINES:,}",
        "events": f"{limits.MOST_EVENTS:,}",
        "depth": limits.MOST_DEPTH,
        "dates": f"{limits.MOST_DATES:,}",
        "line_bytes": f"{limits.LONGEST_LINE:,}",
    }
    return located(words, line=problem.line, title=problem.what)


def located(words: str, *, line: int, title: str = "") -> str:
    """Say of which line, and which event, `words` are."""
    if title and line:
        return _("Line %(line)d, “%(title)s”: %(words)s") % {"line": line, "title": title, "words": words}
    return _("Line %(line)d: %(words)s") % {"line": line, "words": words} if line else words
