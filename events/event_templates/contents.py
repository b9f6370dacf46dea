"""What an event says, as a template keeps it, and the other way round. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from community.people.models import Department
from events import rule_words
from events.enums import Repeats
from events.models import MOST_MINUTES, CourseEntry, Question, RegistrationRules, Series
from forum.models import Tag

if TYPE_CHECKING:
    from events.models import EventTemplate

# What the organizer wrote, but for dates, the link to join (it is that of one meeting) and who it is for.
WORDS = (
    "title", "kind", "summary", "body", "credit_hours", "accessibility", "accommodation_contact", "department_id",
    "visibility", "format", "venue", "capacity", "duration", "zone", "skip_holidays",
)  # fmt: skip
RULES = (
    "is_by_approval", "opens_days", "closes_hours", "withdraw_hours", "department_quota", "accommodation_handler_id",
)  # fmt: skip
QUESTION = ("text", "kind", "choices", "is_required")


def said_by(series: Series) -> dict[str, Any]:
    """What `series` says, as JSON. How it repeats is kept as a choice, so that it holds for any first date."""
    values = {name: getattr(series, name) for name in WORDS}
    said = {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}
    return {
        **said,
        **_rhythm(series),
        "starts_at": series.starts_at.strftime("%H:%M"),
        "topics": sorted(topic.pk for topic in series.topics.all()),
        "courses": sorted(course.pk for course in series.courses.all()),
    }


def _rhythm(series: Series) -> dict[str, Any]:
    """Without a last day: that is a date."""
    rule = series.parsed_rule
    choice = rule_words.choice_for(rule, start=series.starts_on)
    own = str(replace(rule, until=None)) if rule and choice == Repeats.RULE else ""
    return {"repeats": str(choice), "count": rule.count if rule and not own else None, "rule": own}


def rules_of(series: Series) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """How one registers: the rules, and what is asked in its order."""
    rules = RegistrationRules.objects.filter(series=series.pk).first()
    asked = Question.objects.asked().filter(series=series.pk)
    return (
        {name: getattr(rules, name) for name in RULES} if rules else {},
        [{name: getattr(question, name) for name in QUESTION} for question in asked],
    )


def series_of(template: EventTemplate) -> Series:
    """An unsaved event with the words of `template`; without dates, and without what is gone meanwhile."""
    said = template.said
    series = Series(**{name: said[name] for name in WORDS if name in said}, group=template.group)
    if series.department_id and not Department.objects.filter(pk=series.department_id).exists():
        series.department_id = None
    if not series.group_id:
        series.visibility = Series._meta.get_field("visibility").default
    series.topics.set(Tag.objects.filter(pk__in=said.get("topics", ()), is_kept=True))
    series.courses.set(CourseEntry.objects.open().filter(pk__in=said.get("courses", ())))
    return series


def times_of(template: EventTemplate) -> dict[str, Any]:
    """What the form begins with besides: times of the day, and how it repeats."""
    said = template.said
    start = datetime.strptime(said["starts_at"], "%H:%M")  # noqa: DTZ007
    end = start + timedelta(minutes=min(said["duration"], MOST_MINUTES))
    rhythm = {name: said[name] for name in ("repeats", "count", "rule")}
    return {"starts_at": start.time(), "ends_at": end.time(), **rhythm}
