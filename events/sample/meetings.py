"""Agendas, decisions and action items of the sample's meetings, as `meetings.toml` writes them; by the services."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from community.people.models import Member
from community.workgroups.models import WorkGroup
from events.meetings.enums import ActionState
from events.meetings.models import Decision
from events.meetings.services.actions import Agreed, agree_action, close_action
from events.meetings.services.agenda import add_item, carry_over, next_meeting, publish_agenda
from events.meetings.services.decisions import Said, replace_decision, take_decision, withdraw_decision
from events.meetings.services.moved import move_deliverable
from events.models import Occurrence, Series

_FACTS = Path(__file__).with_name("meetings.toml")


@cache
def _meetings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(_FACTS.read_text(encoding="utf-8"))["meetings"]
    return found


def hold_meetings(name: str, series: Series, members: dict[str, Member], now: datetime) -> None:
    """Give the meetings of the event called `name` what the file says of them; what is missing is left out."""
    for facts in _meetings():
        date = _date(series, facts, now) if facts["event"] == name else None
        if date is None or series.scheduled_by is None:
            continue
        at = min(now, date.end_at)
        _plan(date, facts, series.scheduled_by, now)
        for said in facts.get("decisions", ()):
            _decide(date, said, series.scheduled_by, at)
        for said in facts.get("actions", ()):
            _agree(date, said, series.scheduled_by, members.get(said.get("owner", "")), at)
        for said in facts.get("moved", ()):
            promised = _group(date).deliverables.filter(title=said["deliverable"]).first()
            if promised is not None:
                by, words = series.scheduled_by, said["words"]
                move_deliverable(occurrence=date, deliverable=promised, by=by, words=words, at=at)


def _date(series: Series, facts: dict[str, Any], now: datetime) -> Occurrence | None:
    dates = Occurrence.objects.filter(series=series).scheduled().select_related("series__group")
    if "back" in facts:
        return dates.past(now)[facts["back"] - 1 : facts["back"]].first()
    return dates.filter(start_at__gt=now).order_by("start_at")[facts["ahead"] - 1 : facts["ahead"]].first()


def _group(date: Occurrence) -> WorkGroup:
    assert date.series.group is not None
    return date.series.group


def _plan(date: Occurrence, facts: dict[str, Any], by: Member, now: datetime) -> None:
    before = min(now, date.start_at - timedelta(days=2))
    for said in facts["agenda"]:
        item = add_item(occurrence=date, by=by, at=before, **{key: said[key] for key in said if key != "carry_over"})
        if said.get("carry_over") and next_meeting(date) is not None:
            carry_over(item=item, by=by, at=min(now, date.end_at))
    if not facts.get("draft"):
        publish_agenda(occurrence=date, by=by, at=before)


def _decide(date: Occurrence, facts: dict[str, Any], by: Member, at: datetime) -> None:
    group, is_published = _group(date), not facts.get("members_only", False)
    said = Said(facts["text"], facts.get("reasons", ""), date.local_start.date(), date, is_published)
    former = Decision.objects.in_force().filter(group=group, number=facts.get("replaces", 0)).first()
    if former is not None:
        replace_decision(decision=former, by=by, said=said, at=at)
        return
    made = take_decision(group=group, by=by, said=said, at=at)
    if "withdrawn" in facts:
        withdraw_decision(decision=made, by=by, why=facts["withdrawn"], at=at)


def _agree(date: Occurrence, facts: dict[str, Any], by: Member, owner: Member | None, at: datetime) -> None:
    group, outside = _group(date), facts.get("outside", "")
    if not outside and not group.memberships.active().filter(member=owner).exists():
        return
    due_on = timezone.localdate() + timedelta(days=facts["due_in_days"])
    made = agree_action(group=group, by=by, agreed=Agreed(facts["what"], due_on, owner, outside, date), at=at)
    for word, state in (("done", ActionState.DONE), ("dropped", ActionState.DROPPED)):
        if word in facts:
            close_action(action=made, by=owner or by, state=state, note=facts[word])
