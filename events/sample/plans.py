"""What a sample event is, as `programme.toml` writes it, and the series it becomes around a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from events import recurrence, rule_words
from events.enums import Format, Repeats, Visibility
from events.models import Series
from events.registering.enums import QuestionKind

_PROGRAMME = Path(__file__).with_name("programme.toml")
_JOIN_LINK = "https://meet.hub.example/"
_CONTACT = "access@hub.example"
_ACCESS = {
    Format.ONLINE: "Live captions. Slides are sent two days before, and the chat is read aloud.",
    Format.IN_PERSON: (
        "Step-free from the street to the room, with a hearing loop and a quiet room. Ask for sign language or live "
        "captions ten days before."
    ),
    Format.HYBRID: (
        "Live captions in the room and online. Step-free from the street to the room. Ask for sign language ten days "
        "before."
    ),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class CancelledDate:
    """The date that is called off, counted from the next one, and why."""

    place: int
    reason: str


@dataclass(frozen=True)
class MovedDate:
    """The date that is held on another day, counted from the next one: so many days later, at another time."""

    place: int
    days: int
    at: time


@dataclass(frozen=True, kw_only=True)
class PlannedQuestion:
    """A question of the registration form, and the answers in the order of the people."""

    text: str
    kind: str = QuestionKind.TEXT
    choices: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


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
    topics: tuple[str, ...] = ()
    credit: str = ""
    accessibility: str = ""
    registered: tuple[str, ...] = ()
    line: int = 0
    asking: tuple[str, ...] = ()
    approval: tuple[PlannedQuestion, ...] = ()
    cancelled: CancelledDate | None = None
    skip_holidays: bool = False
    moved: MovedDate | None = None

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
            credit_hours=Decimal(self.credit) if self.credit else None,
            accessibility=self.accessibility or _ACCESS[Format(self.format)],
            accommodation_contact=_CONTACT,
            starts_on=start,
            starts_at=self.at,
            duration=self.minutes,
            zone=self.zone,
            rule=str(rule or ""),
            skip_holidays=self.skip_holidays,
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
    moved = data.pop("moved", None)
    approval = tuple(PlannedQuestion(**question) for question in data.pop("approval", ()))
    lists: dict[str, Any] = {name: tuple(data.pop(name, ())) for name in ("registered", "topics", "asking")}
    return Plan(
        **data,
        **lists,
        approval=approval,
        cancelled=CancelledDate(**cancelled) if cancelled else None,
        moved=MovedDate(**moved) if moved else None,
    )
