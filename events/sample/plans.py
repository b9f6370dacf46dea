"""What a sample event is, as `programme.toml` writes it, and the series it becomes around a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from events import recurrence, rule_words
from events.enums import Format, Repeats, Visibility
from events.models import Series

_PROGRAMME = Path(__file__).with_name("programme.toml")
_JOIN_LINK = "https://meet.hub.example/"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class CancelledDate:
    """The date that is called off, counted from the next one, and why."""

    place: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One sample event. The head of `programme.toml` says what its fields mean."""

    name: str
    title: str
    kind: str
    summary: str
    body: str
    days: int
    at: time
    minutes: int
    weekday: str = ""
    place: int = 0
    repeats: str = Repeats.NEVER
    every_months: int = 1
    count: int = 0
    format: str = Format.ONLINE
    venue: str = ""
    capacity: int | None = None
    group: str = ""
    department: str = ""
    visibility: str = Visibility.EVERYBODY
    by: str = "organizer"
    zone: str = "America/Los_Angeles"
    registered: tuple[str, ...] = ()
    cancelled: CancelledDate | None = None

    @property
    def is_for_all(self) -> bool:
        """Everybody registers, until the places are taken."""
        return self.registered == ("all",)

    def series(self, today: datetime) -> Series:
        """The unsaved series, placed around `today`."""
        start = self._start(today.date())
        rule = rule_words.rule_for(self.repeats, start=start, count=self.count, until=None)
        if rule is not None:
            rule = replace(rule, interval=rule.interval * self.every_months)
        while not recurrence.exists(datetime.combine(start, self.at), self.zone):
            start += timedelta(days=7)
        return Series(
            title=self.title,
            kind=self.kind,
            summary=self.summary,
            body="\n\n".join(" ".join(paragraph.split()) for paragraph in self.body.split("\n\n")),
            format=self.format,
            venue=self.venue,
            join_link=f"{_JOIN_LINK}{self.name}" if self.format != Format.IN_PERSON else "",
            capacity=self.capacity,
            visibility=self.visibility,
            starts_on=start,
            starts_at=self.at,
            duration=self.minutes,
            zone=self.zone,
            rule=str(rule or ""),
        )

    def _start(self, today: date) -> date:
        start = today + timedelta(days=self.days)
        if self.place:
            start = start.replace(day=1) + timedelta(weeks=self.place - 1)
        if not self.weekday:
            return start
        return start + timedelta(days=(_DAYS.index(self.weekday) - start.weekday()) % 7)


def read_plans() -> list[Plan]:
    """The sample programme, in the order of its file."""
    return [_plan(data) for data in tomllib.loads(_PROGRAMME.read_text(encoding="utf-8"))["events"]]


def _plan(data: dict[str, Any]) -> Plan:
    cancelled = data.pop("cancelled", None)
    registered = tuple(data.pop("registered", ()))
    return Plan(**data, registered=registered, cancelled=CancelledDate(**cancelled) if cancelled else None)
