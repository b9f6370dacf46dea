"""The sample hub's library: documents to work with, some in two versions, one that another one replaced."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from community.library.models import Resource, ResourceVersion
from community.library.services import downloading, files, publishing, writing
from community.notifications.services.following import follow
from community.notifications.services.telling import without_mail
from community.people.models import Department, Member
from community.people.sample import sample_member
from community.safety.uploads import Purpose, admit
from community.workgroups.models import WorkGroup

from .making import NOTES, make, text_of

_FILE = Path(__file__).with_name("library.toml")
_READERS = ("member", "learner", "coordinator", "lead", "organizer", "ana.reyes", "ben.okafor", "carla.nguyen")


def load_library(now: datetime) -> str:
    """Make the sample resources; see sample_registry."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["resources"]
    editor = sample_member("admin")
    with without_mail():
        made = [data for data in rows if not Resource.objects.filter(slug=data["slug"]).exists()]
        for data in made:
            _make(data, editor, now)
        for data in made:
            if name := data.get("superseded_by"):
                former, successor = (Resource.objects.get(slug=slug) for slug in (data["slug"], name))
                publishing.supersede(resource=former, successor=successor, by=editor)
    return f"{len(rows)} resources"


def _make(data: dict[str, Any], editor: Member, now: datetime) -> None:
    facts = {name: data[name] for name in ("title", "kind", "topic", "audience", "summary")}
    facts |= {
        "department": Department.objects.get(acronym=data["department"]) if "department" in data else None,
        "group": WorkGroup.objects.get(slug=data["group"]) if "group" in data else None,
    }
    version = writing.start(facts=facts, by=editor)
    # Addresses are cited, so they are said and not made of titles.
    Resource.objects.filter(pk=version.resource_id).update(slug=data["slug"])
    resource = Resource.objects.get(pk=version.resource_id)
    for number, each in enumerate(data["versions"], 1):
        if number > 1:
            version = writing.begin_version(resource=resource, by=editor)
            for file in version.files.all():
                files.remove_file(file=file, by=editor)
        _publish(version, data, each, editor, now)
        if number == 1:
            follow(member=sample_member("coordinator"), place=resource.place)
    if note := data.get("draft"):
        version = writing.begin_version(resource=resource, by=editor)
        writing.save_draft(version=version, body=version.body, change_note=note, by=editor, edits=0)
    resource.refresh_from_db()
    _download(resource, now)


def _publish(
    version: ResourceVersion, data: dict[str, Any], each: dict[str, Any], editor: Member, now: datetime
) -> None:
    key = f"{data['slug']}.v{version.number}"
    note = each.get("note", "")
    version = writing.save_draft(version=version, body=text_of(key), change_note=note, by=editor, edits=version.edits)
    for kind in each["formats"]:
        content = make(kind, title=data["title"], key=key, table=each.get("table", ""))
        file = ContentFile(content, name=f"{data['slug']}-v{version.number}.{kind}")
        admitted = admit(file, purpose=Purpose.RESOURCE)
        files.add_file(version=version, file=file, admitted=admitted, accessibility=NOTES[kind], by=editor)
    publishing.publish(version=version, by=editor, at=now - timedelta(days=each["days"]))


def _download(resource: Resource, now: datetime) -> None:
    """Some members took a file of the newest version, the more the longer it is there."""
    current = resource.current
    assert current is not None
    assert current.published_at is not None
    days = (now - current.published_at).days
    for place, key in enumerate(_READERS[: 2 + days // 25]):
        day = (now - timedelta(days=1 + place * 3 % days)).date()
        for file in current.files.all()[: 1 + place % 2]:
            downloading.count_download(file=file, member=sample_member(key), on=day)
