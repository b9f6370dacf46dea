"""Rules of repetition and plain choices: what a rule says in words, and which rule a choice makes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import recurrence
from .enums import Repeats
from .recurrence import Rule

_CHOICES = (
    Repeats.WEEKLY,
    Repeats.FORTNIGHTLY,
    Repeats.MONTHLY_WEEKDAY,
    Repeats.MONTHLY_TWICE,
    Repeats.MONTHLY_DAY,
)


def rule_for(choice: str, *, start: date, count: int | None, until: date | None) -> Rule | None:
    """The rule of a plain choice for a series that begins on `start`; None for one that does not repeat."""
    code = recurrence.WEEKDAYS[start.weekday()]
    if choice == Repeats.WEEKLY:
        return Rule("WEEKLY", by_day=(code,), count=count, until=until)
    if choice == Repeats.FORTNIGHTLY:
        return Rule("WEEKLY", interval=2, by_day=(code,), count=count, until=until)
    if choice == Repeats.MONTHLY_WEEKDAY:
        return Rule("MONTHLY", by_day=(f"{_place(start)}{code}",), count=count, until=until)
    if choice == Repeats.MONTHLY_TWICE:
        days = tuple(f"{place}{code}" for place in ((2, 4) if _place(start) in {2, 4} else (1, 3)))
        return Rule("MONTHLY", by_day=days, count=count, until=until)
    if choice == Repeats.MONTHLY_DAY:
        return Rule("MONTHLY", by_month_day=(start.day,), count=count, until=until)
    return None


def choice_for(rule: Rule | None, *, start: date) -> str:
    """The plain choice that makes `rule`, or “by a rule”."""
    if rule is None:
        return Repeats.NEVER
    for choice in _CHOICES:
        if rule_for(choice, start=start, count=rule.count, until=rule.until) == rule:
            return choice
    return Repeats.RULE


def _place(day: date) -> int:
    """The fifth Tuesday is called the last one: not every month has five."""
    place = (day.day - 1) // 7 + 1
    return place if place < 5 else -1


def in_words(rule: Rule | None, *, start: date) -> str:
    """ "Every Tuesday, until June 30, 2027"; empty for a series that does not repeat."""
    if rule is None:
        return ""
    text = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq](rule, start)
    if rule.by_month and rule.freq != "YEARLY":
        text = _("%(rule)s in %(months)s") % {"rule": text, "months": _listed([MONTHS[m] for m in rule.by_month])}
    if rule.until:
        return _("%(rule)s, until %(date)s") % {"rule": text, "date": date_format(rule.until, "F j, Y")}
    times = ngettext("%(count)d time", "%(count)d times", rule.count or 0) % {"count": rule.count}
    return _("%(rule)s, %(times)s") % {"rule": text, "times": times}


def _listed(words: list[object]) -> str:
    return get_text_list([str(word) for word in words], _("and"))


def _days(rule: Rule, start: date) -> str:
    codes = rule.by_day or (recurrence.WEEKDAYS[start.weekday()],)
    return _listed([WEEKDAYS[recurrence.WEEKDAYS.index(code[-2:])] for code in codes])


def _daily(rule: Rule, start: date) -> str:
    text = ngettext("Every day", "Every %(count)d days", rule.interval) % {"count": rule.interval}
    return _("%(rule)s on %(days)s") % {"rule": text, "days": _days(rule, start)} if rule.by_day else text


def _weekly(rule: Rule, start: date) -> str:
    if rule.interval == 1:
        return _("Every %(days)s") % {"days": _days(rule, start)}
    return _("Every %(count)d weeks on %(days)s") % {"count": rule.interval, "days": _days(rule, start)}


def _monthly(rule: Rule, start: date) -> str:
    text = ngettext("Every month", "Every %(count)d months", rule.interval) % {"count": rule.interval}
    return _("%(rule)s on %(day)s") % {"rule": text, "day": _day_of_month(rule, start)}


def _yearly(rule: Rule, start: date) -> str:
    text = ngettext("Every year", "Every %(count)d years", rule.interval) % {"count": rule.interval}
    months = _listed([MONTHS[month] for month in rule.by_month or (start.month,)])
    return _("%(rule)s in %(months)s on %(day)s") % {
        "rule": text,
        "months": months,
        "day": _day_of_month(rule, start),
    }


def _day_of_month(rule: Rule, start: date) -> str:
    if rule.by_day:
        days = _days(rule, start)
        if rule.by_set_pos:
            return _("the %(place)s %(days)s") % {"place": _places(rule.by_set_pos), "days": days}
        return _numbered(rule.by_day) if len(rule.by_day[0]) > 2 else _("each %s") % days
    numbers = rule.by_month_day or (start.day,)
    named = _listed([str(n) if n > 0 else _("%(number)d from the end") % {"number": -n} for n in numbers])
    text = ngettext("day %(days)s", "days %(days)s", len(numbers)) % {"days": named}
    short = min(monthrange(2025, month)[1] for month in rule.by_month or range(1, 13))
    return text if max(abs(n) for n in numbers) <= short else _("%s (months without it are left out)") % text


def _places(numbers: Iterable[int]) -> str:
    """ "second and fourth"; counted from the end come last."""
    names = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last")}
    in_order = sorted(numbers, key=lambda number: (number < 0, number))
    return _listed([names.get(n) or _("%(number)d. from the end") % {"number": -n} for n in in_order])


def _numbered(codes: Iterable[str]) -> str:
    """ "the second and fourth Tuesday"; another weekday is named by itself."""
    by_weekday: dict[str, list[int]] = {}
    for code in codes:
        by_weekday.setdefault(code[-2:], []).append(int(code[:-2]))
    named = [
        _("the %(place)s %(days)s") % {"place": _places(numbers), "days": WEEKDAYS[recurrence.WEEKDAYS.index(weekday)]}
        for weekday, numbers in by_weekday.items()
    ]
    return _listed(list(named))
