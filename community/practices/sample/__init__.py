"""The sample hub's practices: in each state, with reviews and with departments that use them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from community.notifications.models import Notification
from community.notifications.services.reading import mark_subject_read
from community.notifications.services.telling import without_mail
from community.people.models import Member
from community.people.sample import sample_member
from community.practices.addresses import Target, read_data, read_links
from community.practices.models import Practice, Version
from community.practices.notification_kinds import KINDS
from community.practices.services import adopting, lasting, reviewing, writing
from community.practices.words import TEXTS, Written

_FILE = Path(__file__).with_name("practices.toml")
_RECENT = timedelta(days=14)  # what was told before has been read


def load_practices(now: datetime) -> str:
    """Make the sample practices; see sample_registry."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["practices"]
    for data in rows:
        owner = sample_member(data["author"])
        if not Practice.objects.filter(owner=owner, versions__title=data["title"]).exists():
            with without_mail():
                _make(data, owner, now)
    return f"{len(rows)} practices"


def _make(data: dict[str, Any], owner: Member, now: datetime) -> None:
    version = writing.start(written=_written(data, owner), by=owner, at=_ago(now, data["started"]))
    practice = version.practice
    if sent := data.get("published") or data.get("submitted"):
        first = data["reviews"][0]["days"] if data.get("published") else sent
        _submit(version, data, now, max(first, sent) + 1)
    _publish(version, data, now)
    if revision := data.get("revision"):
        _revise(practice, data, revision, now)
    for use in data.get("adoptions", ()):
        at = _ago(now, use["days"])
        by = sample_member(use["by"])
        adopting.adopt(practice=practice, by=by, adopted_on=at.date(), note=use["note"], at=at)
    if data.get("asked"):
        lasting.ask_owners(at=now - timedelta(days=2))
    if "retired" in data:
        successor = Practice.objects.filter(slug=data["successor"]).first()
        lasting.retire(practice=practice, by=owner, because=data["retired"], successor=successor)
    _read_what_is_old(practice, now)


def _revise(practice: Practice, data: dict[str, Any], revision: dict[str, Any], now: datetime) -> None:
    owner = practice.owner
    version = writing.revise(practice=practice, by=owner)
    writing.save(version=version, written=_written(data | revision, owner), by=owner, edits=version.edits)
    _submit(version, revision, now, revision["started"])
    _publish(version, revision, now)


def _submit(version: Version, data: dict[str, Any], now: datetime, days: int) -> None:
    """In rounds: after answers that ask for changes, the next answer comes after the text was sent in again."""
    owner, note = version.practice.owner, data.get("change_note", "")
    reviews = data["reviews"]
    rounds = [reviews[start : start + 2] for start in range(0, len(reviews), 2)]  # two answers are a round
    for number, answers in enumerate(rounds or [[]]):
        at = _ago(now, days if number == 0 else answers[0]["days"] + 1)
        writing.submit(version=version, by=owner, change_note=note, at=at)
        _seat([*(answer["by"] for answer in answers), *data.get("waiting", ())], version, at)
        for answer in answers:
            by, verdict, words = sample_member(answer["by"]), answer["verdict"], answer["words"]
            reviewing.answer(version=version, by=by, verdict=verdict, words=words, at=_ago(now, answer["days"]))


def _seat(keys: Iterable[str], version: Version, at: datetime) -> None:
    held = set(version.seats.held().values_list("member__email", flat=True))
    for key in keys:
        member = sample_member(key)
        if member.email not in held:
            reviewing.take_place(version=version, member=member, at=at)


def _publish(version: Version, data: dict[str, Any], now: datetime) -> None:
    if "published" in data:
        writing.publish(version=version, by=version.practice.owner, at=_ago(now, data["published"]))


def _written(data: dict[str, Any], owner: Member) -> Written:
    texts = {name: data.get(name, "").strip() for name in TEXTS}
    links = [*_targets(data.get("data", ())), *_found(data.get("links", ()), owner)]
    coauthors = tuple(sample_member(key) for key in data.get("coauthors", ()))
    return Written(texts, tuple(data["tags"]), tuple(links), coauthors)


def _targets(lines: Iterable[str]) -> list[Target]:
    return read_data("\n".join(lines))


def _found(lines: Iterable[str], owner: Member) -> list[Target]:
    """Those that are there to be found; other floors may not be loaded."""
    found = []
    for line in lines:
        try:
            found += read_links(line, owner)
        except ValidationError:
            continue
    return found


def _read_what_is_old(practice: Practice, now: datetime) -> None:
    versions = set(practice.versions.values_list("pk", flat=True))
    for kind in KINDS:
        about = versions if kind.subject == "practice_version" else {practice.pk}
        told = Notification.objects.filter(kind=kind.name, subject_id__in=about, at__lt=now - _RECENT)
        for row in told.select_related("member"):
            mark_subject_read(reader=row.member, kinds=[kind.name], about=row.subject_id)


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)
