"""The sample hub's work groups: in every state there is, with charters, members, documents and what they promised."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.notifications.enums import Level
from community.notifications.registries import place_of
from community.notifications.services.following import follow
from community.notifications.services.reading import mark_subject_read
from community.notifications.services.telling import without_mail
from community.people.models import Member
from community.people.sample import sample_member
from community.safety.uploads import Purpose, admit
from community.workgroups import services
from community.workgroups.enums import Act
from community.workgroups.models import Deliverable, Membership, QuarterReport, WorkGroup
from community.workgroups.notification_kinds import ANSWERED, REQUESTED, ROLE
from community.workgroups.quarters.quarter import Quarter
from community.workgroups.quarters.services import make_reports, write_words

_GROUPS = Path(__file__).with_name("groups.toml")
_LEVELS = ("", Level.DAILY, Level.WEEKLY, "", Level.OFF)  # how its members follow a group
_CHARTER = ("slug", "name", "purpose", "scope", "sponsor", "cadence")


def load_groups(now: datetime) -> str:
    """Make the sample work groups; see sample_registry."""
    groups = _groups()
    for data in groups:
        if not WorkGroup.objects.filter(slug=data["slug"]).exists():
            with without_mail():
                _load(data, now)
    return f"{len(groups)} work groups"


def settle_groups(now: datetime) -> str:
    """Count how alive the groups are, once the floors above have loaded their topics and events."""
    with without_mail():
        return f"{len(services.settle_health(at=now))} work groups counted"


def load_quarters(now: datetime) -> str:
    """Make the reports of quarters that are over, once the other floors have loaded; some leads say something."""
    with without_mail():
        made = make_reports(at=now)
    for data in _groups():
        for said in data.get("quarters", ()):
            _say(data, said, now)
    return f"{len(made)} quarterly reports"


def _say(data: dict[str, Any], said: dict[str, Any], now: datetime) -> None:
    quarter = Quarter.of(now)
    for _back in range(said["quarters_ago"]):
        quarter = quarter.before
    report = QuarterReport.objects.of(quarter).select_related("group").get(group__slug=data["slug"])
    if not report.version:
        write_words(report=report, words=said["words"], by=sample_member(data["leads"][0]), version=0)


def _groups() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = tomllib.loads(_GROUPS.read_text(encoding="utf-8"))["groups"]
    return groups


def _load(data: dict[str, Any], now: datetime) -> None:
    group, first = _found(data, now), sample_member(data["leads"][0])
    _let_people_in(group, first, data, now)
    if "charter_change" in data:
        _change_charter(group, first, data, now)
    for document in data.get("documents", ()):
        _add_document(group, first, document, now)
    for promised in data.get("deliverables", ()):
        _promise(group, first, promised, now)
    if "closed_on" in data:
        services.close_group(group=group, by=first, achieved=data["achieved"], at=_noon(data["closed_on"]))


def _found(data: dict[str, Any], now: datetime) -> WorkGroup:
    charter = {name: data[name] for name in _CHARTER}
    charter["scope"] = data.get("charter_change", {}).get("scope_before", charter["scope"])
    group = WorkGroup(
        **charter,
        objectives="\n".join(data["objectives"]),
        review_on=now.date() + timedelta(days=data["review_in_days"]),
        is_private=data.get("is_private", False),
    )
    first = sample_member(data["leads"][0])
    has_public_board = data.get("public_board", False)
    return services.found_group(
        group=group, lead=first, by=first, has_public_board=has_public_board, at=_moment(data, "founded", now)
    )


def _let_people_in(group: WorkGroup, first: Member, data: dict[str, Any], now: datetime) -> None:
    """Leads, members and those who wait or are invited. Members came one after the other through the group's time."""
    for key in data["leads"][1:]:
        lead = services.make_lead(membership=_join(group, first, key, group.founded_at), by=first)
        mark_subject_read(reader=lead.member, kinds=[ANSWERED, ROLE], about=lead.pk)
    until = _moment(data, "closed", now) if "closed_on" in data else now
    between = (until - group.founded_at) / (len(data["members"]) + 1)
    for number, key in enumerate(data["members"]):
        joined = _join(group, first, key, group.founded_at + (number + 1) * between)
        follow(member=joined.member, place=place_of("group", group.pk), level=_LEVELS[number % len(_LEVELS)])
        if number:  # the first one finds the answer unread
            mark_subject_read(reader=joined.member, kinds=[ANSWERED], about=joined.pk)
    for number, key in enumerate(data["waiting"]):
        asked = services.request_membership(group=group, member=sample_member(key))
        if number:  # read, but not answered yet
            mark_subject_read(reader=first, kinds=[REQUESTED], about=asked.pk)
    for key in data.get("invited", ()):
        services.invite(group=group, member=sample_member(key), by=first)


def _join(group: WorkGroup, first: Member, key: str, at: datetime) -> Membership:
    """Somebody asks and is let in; a private group invites them. `at` is when they came."""
    member = sample_member(key)
    if group.is_private:
        invited = services.invite(group=group, member=member, by=first)
        return services.answer(membership=invited, act=Act.ACCEPT, by=member, at=at)
    return services.approve(membership=services.request_membership(group=group, member=member), by=first, at=at)


def _change_charter(group: WorkGroup, first: Member, data: dict[str, Any], now: datetime) -> None:
    change = data["charter_change"]
    charter = {**group.charter(), "scope": data["scope"], "review_on": group.review_on}
    at = now - timedelta(days=change["days_ago"])
    services.change_charter(group=group, charter=charter, by=first, version=1, note=change["note"], at=at)


def _add_document(group: WorkGroup, first: Member, data: dict[str, Any], now: datetime) -> None:
    document = None
    for version in data["versions"]:
        file = SimpleUploadedFile(version["name"], version["text"].strip().encode() + b"\n")
        let_in = (file, admit(file, purpose=Purpose.DOCUMENT))
        at = _noon(version["on"]) if "on" in version else now - timedelta(days=version["days_ago"])
        if document is None:
            document = services.add_document(group=group, title=data["title"], file=let_in, by=first, at=at)
        else:
            services.add_version(document=document, file=let_in, by=first, note=version.get("note", ""), at=at)


def _promise(group: WorkGroup, first: Member, data: dict[str, Any], now: datetime) -> None:
    due = now.date() + timedelta(days=data["due_in_days"]) if "due_in_days" in data else None
    done = data.get("done_on")
    if "done_days_ago" in data:
        done = now.date() - timedelta(days=data["done_days_ago"])
    promised = Deliverable(group=group, title=data["title"], due_on=due, done_on=done)
    services.save_deliverable(deliverable=promised, by=first)


def _moment(data: dict[str, Any], what: str, now: datetime) -> datetime:
    if f"{what}_on" in data:
        return _noon(data[f"{what}_on"])
    return now - timedelta(days=data[f"{what}_days_ago"])


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
