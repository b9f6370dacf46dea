"""A rule taken apart: for calendars that read one numbered day in a rule, and for a series that goes on otherwise.

Outlook reads `BYDAY=2TU,4TU`, `BYSETPOS=1,3` and `BYMONTHDAY=1,15` by their first value only, so the feed writes one
VEVENT for each value (docs/adr/0037). The hub itself keeps one series with one rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from .recurrence import Rule, expand

FAR = datetime(9999, 1, 1)  # noqa: DTZ001 - wall time; every rule ends by itself


@dataclass(frozen=True)
class Part:
    """A rule with one numbered day and the wall times it makes; `name` is empty for the first."""

    name: str
    rule: Rule | None
    dates: tuple[datetime, ...]


def every_date(rule: Rule | None, *, start: datetime) -> list[datetime]:
    """All wall times of a rule to its end."""
    return expand(rule, start=start, until=FAR)


def single_rules(rule: Rule) -> list[tuple[str, Rule]]:
    """The rule as rules with one numbered day each, with their names; itself when it has no more."""
    if len(rule.by_day) > 1 and len(rule.by_day[0]) > 2:
        found = [(day, replace(rule, by_day=(day,))) for day in rule.by_day]
    elif len(rule.by_set_pos) > 1:
        found = [(str(place), replace(rule, by_set_pos=(place,))) for place in rule.by_set_pos]
    elif len(rule.by_month_day) > 1:
        found = [(str(day), replace(rule, by_month_day=(day,))) for day in rule.by_month_day]
    else:
        return [("", rule)]
    return [("" if number == 0 else name, one) for number, (name, one) in enumerate(found)]


def parts(rule: Rule | None, *, start: datetime) -> list[Part]:
    """What calendars are given: together the parts make the dates of the rule, some perhaps twice."""
    whole = every_date(rule, start=start)
    rules = single_rules(rule) if rule else []
    if rule is None or len(rules) == 1:
        return [Part("", rule, tuple(whole))]
    found = []
    for name, one in rules:
        dates = expand(replace(one, count=None, until=whole[-1].date()), start=start, until=whole[-1])
        if dates:
            found.append(Part(name, replace(one, count=len(dates)) if rule.count else one, tuple(dates)))
    return found


def split(rule: Rule, *, start: datetime, at: datetime) -> tuple[Rule, Rule]:
    """The rule up to its date `at`, and from it on. Raises ValueError when `at` is its first date or none of its."""
    whole = every_date(rule, start=start)
    before = whole.index(at)
    if before == 0:
        raise ValueError(at)
    if rule.count:
        return replace(rule, count=before), replace(rule, count=rule.count - before)
    return replace(rule, until=whole[before - 1].date()), rule


def ended_before(rule: Rule, *, start: datetime, cut: datetime) -> Rule:
    """The rule without its dates from `cut` on; its first date stays."""
    later = [wall for wall in every_date(rule, start=start) if wall >= cut and wall > start]
    return split(rule, start=start, at=later[0])[0] if later else rule
