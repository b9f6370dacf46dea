"""Beginning resources, saying what they are, and writing drafts of their versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.library.enums import State
from community.library.models import Resource, ResourceFile, ResourceVersion
from community.library.permissions import can_edit
from community.library.refusals import EditedMeanwhile, LibraryRefused
from community.library.registries import texts
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from community.search.services import index

FACTS = ("title", "kind", "topic", "audience", "summary", "department", "group")
RESERVED_SLUGS = frozenset({"new"})
_SLUG_LENGTH = 60
_AUDITED = ("title", "kind", "topic", "audience")


@again_after_race
@transaction.atomic
def start(*, facts: Mapping[str, Any], by: Member, form_token: UUID | None = None) -> ResourceVersion:
    """Begin a resource with an empty draft of its first version; audited.

    The same form sent twice gives the draft that it made the first time. Raises LibraryRefused for who is no editor.
    """
    refuse_others(by)
    made = Resource.objects.filter(started_by=by, form_token=form_token).first() if form_token else None
    if made is not None:
        return made.versions.get(number=1)
    resource = Resource(started_by=by, form_token=form_token, slug=_free_slug(facts["title"]), **_only_facts(facts))
    resource.save()
    record(by=by, action="start", about=resource, after=_audited(resource))
    return ResourceVersion.objects.create(resource=resource, number=1)


@transaction.atomic
def save_facts(*, resource: Resource, facts: Mapping[str, Any], by: Member, edits: int) -> Resource:
    """Say what a resource is, for whom, and whose; audited. Its address stays.

    `edits` is how often they had been saved when the form was opened. Raises EditedMeanwhile when somebody did since.
    """
    refuse_others(by)
    stored = lock_resource(resource)
    if stored.edits != edits:
        raise EditedMeanwhile(
            _("Somebody else saved this while you were writing. Compare, then save again to keep yours.")
        )
    before = _audited(stored)
    for name, value in _only_facts(facts).items():
        setattr(stored, name, value)
    stored.edits += 1
    stored.save(update_fields=[*FACTS, "edits"])
    index(kind="resource", row=stored)
    record(by=by, action="describe", about=stored, before=before, after=_audited(stored))
    return stored


@transaction.atomic
def save_draft(*, version: ResourceVersion, body: str, change_note: str, by: Member, edits: int) -> ResourceVersion:
    """Save the text of a draft, and the HTML that readers get; audited.

    Raises EditedMeanwhile as above; LibraryRefused for what is no draft, and for a text that can't be shown.
    """
    refuse_others(by)
    stored = lock_version(version)
    if stored.state != State.DRAFT:
        raise LibraryRefused(_("This version is published. Start a new version to change it."))
    if stored.edits != edits:
        raise EditedMeanwhile(
            _("Somebody else saved this draft while you were writing. Compare, then save again to keep yours.")
        )
    rendered = texts.render(body) if body.strip() else None
    if rendered is not None and rendered.refusal:
        raise LibraryRefused(rendered.refusal)
    stored.body, stored.html = body, str(rendered.html) if rendered else ""
    stored.change_note, stored.edits = change_note, stored.edits + 1
    stored.save(update_fields=["body", "html", "change_note", "edits"])
    record(by=by, action="write", about=stored.resource, after={"number": stored.number, "edits": stored.edits})
    return stored


@transaction.atomic
def begin_version(*, resource: Resource, by: Member) -> ResourceVersion:
    """Begin a version with the words and files of the last one; the draft that is begun already, if there is one.

    Audited. Raises LibraryRefused for who is no editor.
    """
    refuse_others(by)
    stored = lock_resource(resource)
    begun = stored.versions.drafts().first()
    if begun is not None:
        return begun
    last = stored.versions.order_by("-number")[0]
    version = ResourceVersion.objects.create(resource=stored, number=last.number + 1, body=last.body, html=last.html)
    files = list(last.files.all())
    for file in files:
        file.pk, file.version = None, version
    ResourceFile.objects.bulk_create(files)
    record(by=by, action="revise", about=stored, after={"number": version.number})
    return version


def refuse_others(by: Member) -> None:
    """Raises LibraryRefused unless `by` is an editor."""
    if not can_edit(by):
        raise LibraryRefused(_("Only editors write in the library."))


def lock_resource(resource: Resource) -> Resource:
    """The row as it is now; others who change it wait. Resources are locked before their versions."""
    return Resource.objects.select_for_update().get(pk=resource.pk)


def lock_version(version: ResourceVersion) -> ResourceVersion:
    """The version as it is now, with its resource, which is the lock."""
    resource = Resource.objects.select_for_update().get(pk=version.resource_id)
    stored = ResourceVersion.objects.get(pk=version.pk)
    stored.resource = resource
    return stored


def _only_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in FACTS if name in facts}


def _audited(resource: Resource) -> dict[str, Any]:
    return {name: str(getattr(resource, name)) for name in _AUDITED} | {"owner": str(resource.owner)}


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:_SLUG_LENGTH].strip("-") or "resource"
    taken = {*Resource.objects.filter(slug__startswith=wanted).values_list("slug", flat=True), *RESERVED_SLUGS}
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
