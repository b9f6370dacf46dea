"""Makes resources by their services: drafts, files, published versions, citations."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from community.library.models import Resource, ResourceFile, ResourceVersion
from community.library.services import files, publishing, writing
from community.people.models import Member
from community.safety.uploads import Purpose, admit
from tests.factories.people import DepartmentFactory, MemberFactory

FACTS = {
    "title": "Data dictionary",
    "kind": "template",
    "topic": "metadata",
    "audience": "stewards",
    "summary": "One line for each column.",
}
NOTE = "Column names in the first row."


def make_editor() -> Member:
    """In the site's group of editors."""
    member = MemberFactory()
    member.groups.add(Group.objects.get_or_create(name="Editors")[0])
    return member


def facts(**fields: object) -> dict[str, object]:
    """What a resource is; owned by a new department unless `department` or `group` is given."""
    owner = {} if {"department", "group"} & fields.keys() else {"department": DepartmentFactory()}
    return {**FACTS, **owner, **fields}


def make_draft(by: Member | None = None, *, body: str = "Write it down.", **fields: object) -> ResourceVersion:
    """The first draft of a new resource."""
    editor = by or make_editor()
    version = writing.start(facts=facts(**fields), by=editor)
    return writing.save_draft(version=version, body=body, change_note="", by=editor, edits=0)


def add_file(
    version: ResourceVersion, name: str = "template.csv", *, note: str = NOTE, data: bytes = b"a,b\n1,2\n"
) -> ResourceFile:
    """A file of a draft."""
    file = ContentFile(data, name=name)
    admitted = admit(file, purpose=Purpose.RESOURCE)
    return files.add_file(version=version, file=file, admitted=admitted, accessibility=note, by=make_editor())


def make_resource(by: Member | None = None, *, at: datetime | None = None, **fields: object) -> Resource:
    """Published in its first version, with one file."""
    editor = by or make_editor()
    version = make_draft(editor, **fields)
    add_file(version)
    return publishing.publish(version=version, by=editor, at=at).resource


def make_next(resource: Resource, by: Member | None = None, *, body: str = "Write more down.") -> ResourceVersion:
    """Publish another version."""
    editor = by or make_editor()
    version = writing.begin_version(resource=resource, by=editor)
    note = f"New in {version.number}."
    writing.save_draft(version=version, body=body, change_note=note, by=editor, edits=version.edits)
    return publishing.publish(version=version, by=editor)


def file_of(resource: Resource) -> ResourceFile:
    """The first file of the newest version."""
    return ResourceFile.objects.select_related("version__resource").filter(version=resource.current_id)[0]
