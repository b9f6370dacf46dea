"""Publishing versions, withdrawing them, and leading from a resource to what replaced it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.library.enums import READABLE, State
from community.library.models import Resource, ResourceVersion
from community.library.notification_kinds import NEW_VERSION
from community.library.permissions import missing
from community.library.refusals import LibraryRefused
from community.notifications.models import Following
from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.search.services import index

from .writing import lock_version, refuse_others


@transaction.atomic
def publish(*, version: ResourceVersion, by: Member, at: datetime | None = None) -> ResourceVersion:
    """Let everybody read a draft, in the place of the version before; audited. Followers are told.

    Raises LibraryRefused for what is no draft, and where something is missing.
    """
    refuse_others(by)
    stored = lock_version(version)
    if parts := missing(stored):
        raise LibraryRefused(" ".join(parts))
    now, resource = at or timezone.now(), stored.resource
    resource.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    stored.state, stored.published_at, stored.published_by = State.PUBLISHED, now, by
    stored.save(update_fields=["state", "published_at", "published_by"])
    resource.current, resource.published_at = stored, resource.published_at or now
    resource.save(update_fields=["current", "published_at"])
    index(kind="resource", row=resource)
    record(by=by, action="publish", about=resource, after={"number": stored.number})
    followers = Following.objects.member_ids(resource.place)
    notify(
        kind=NEW_VERSION,
        to=followers.values_list("member", flat=True),
        about=stored.pk,
        places=[resource.place],
        by=by,
        at=now,
    )
    return stored


@transaction.atomic
def withdraw(*, version: ResourceVersion, because: str, by: Member, at: datetime | None = None) -> ResourceVersion:
    """Take a published version out of use, with a reason that everybody reads at its address; audited.

    No version takes its place by itself. Raises LibraryRefused for drafts, and for what is withdrawn.
    """
    refuse_others(by)
    stored = lock_version(version)
    if stored.state not in READABLE:
        raise LibraryRefused(_("Only a published version can be withdrawn."))
    before, resource = stored.state, stored.resource
    stored.state, stored.withdrawn_because = State.WITHDRAWN, because
    stored.withdrawn_at, stored.withdrawn_by = at or timezone.now(), by
    stored.save(update_fields=["state", "withdrawn_because", "withdrawn_at", "withdrawn_by"])
    if resource.current_id == stored.pk:
        resource.current = None
        resource.save(update_fields=["current"])
        index(kind="resource", row=resource)
    take_back(kind=NEW_VERSION, about=stored.pk)
    after = {"number": stored.number, "because": because}
    record(by=by, action="withdraw", about=resource, before={"state": before}, after=after)
    return stored


@transaction.atomic
def supersede(*, resource: Resource, successor: Resource, by: Member) -> Resource:
    """Lead readers from a resource to the one that replaced it; audited.

    Raises LibraryRefused for what never was published, and for a successor that is not current itself.
    """
    refuse_others(by)
    # Both are locked, always in the same order: a successor is current while it is chosen, so no circle ever closes.
    both = Resource.objects.filter(pk__in=[resource.pk, successor.pk]).order_by("pk").select_for_update()
    held = {row.pk: row for row in both}
    stored, after = held[resource.pk], held[successor.pk]
    if stored.pk == after.pk:
        raise LibraryRefused(_("A resource can't replace itself. Choose another one."))
    if stored.published_at is None:
        raise LibraryRefused(_("It was never published, so nobody has to be led on from it."))
    if after.current_id is None or after.superseded_by_id is not None:
        raise LibraryRefused(_("Readers are led only to a resource that is current. Choose another one."))
    before = {"successor": stored.superseded_by_id}
    stored.superseded_by = after
    stored.save(update_fields=["superseded_by"])
    index(kind="resource", row=stored)
    record(by=by, action="supersede", about=stored, before=before, after={"successor": after.pk})
    return stored


@transaction.atomic
def bring_back(*, resource: Resource, by: Member) -> Resource:
    """Lead nobody on from it any more; audited. Raises LibraryRefused where nothing replaced it."""
    refuse_others(by)
    stored = Resource.objects.select_for_update().get(pk=resource.pk)
    if stored.superseded_by_id is None:
        raise LibraryRefused(_("Nothing has replaced it."))
    before, stored.superseded_by = {"successor": stored.superseded_by_id}, None
    stored.save(update_fields=["superseded_by"])
    index(kind="resource", row=stored)
    record(by=by, action="bring back", about=stored, before=before)
    return stored
