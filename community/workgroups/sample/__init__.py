"""The sample hub's work groups, their charters and members."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from community.notifications.enums import Level
from community.notifications.registries import place_of
from community.notifications.services.following import follow
from community.notifications.services.reading import mark_subject_read
from community.notifications.services.telling import without_mail
from community.people.sample import sample_member
from community.workgroups.models import WorkGroup
from community.workgroups.notification_kinds import ANSWERED, REQUESTED
from community.workgroups.services import approve, found_group, make_lead, request_membership

_GROUPS = Path(__file__).with_name("groups.toml")
_LEVELS = ("", Level.DAILY, Level.WEEKLY, "", Level.OFF)  # how its members follow a group
_CHARTER = ("slug", "name", "purpose", "scope", "sponsor", "cadence")


def load_groups(now: datetime) -> str:
    """Make the sample work groups; see sample_registry."""
    groups = tomllib.loads(_GROUPS.read_text(encoding="utf-8"))["groups"]
    for data in groups:
        if not WorkGroup.objects.filter(slug=data["slug"]).exists():
            with without_mail():
                _found(data, now)
    return f"{len(groups)} work groups"


def _found(data: dict[str, Any], now: datetime) -> None:
    charter = {name: data[name] for name in _CHARTER}
    group = WorkGroup(
        **charter,
        objectives="\n".join(data["objectives"]),
        review_on=now.date() + timedelta(days=data["review_in_days"]),
    )
    first, *others = (sample_member(key) for key in data["leads"])
    found_group(group=group, lead=first, by=first)
    for lead in others:
        make_lead(membership=approve(membership=request_membership(group=group, member=lead), by=first), by=first)
    for number, key in enumerate(data["members"]):
        asked = approve(membership=request_membership(group=group, member=sample_member(key)), by=first)
        follow(member=asked.member, place=place_of("group", group.pk), level=_LEVELS[number % len(_LEVELS)])
        if number:  # the first one finds the answer unread
            mark_subject_read(reader=asked.member, kinds=[ANSWERED], about=asked.pk)
    for number, key in enumerate(data["waiting"]):
        asked = request_membership(group=group, member=sample_member(key))
        if number:  # read, but not answered yet
            mark_subject_read(reader=first, kinds=[REQUESTED], about=asked.pk)
