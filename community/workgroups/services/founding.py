"""Founding a group, and changing its charter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.search.services import index
from community.workgroups.enums import Role, State
from community.workgroups.models import CHARTER, CharterVersion, Membership, WorkGroup
from community.workgroups.notification_kinds import ASKED, ROLE
from community.workgroups.signals import group_founded

from .health import settle_health
from .membership import invite, let_pass
from .refusals import EditedMeanwhile, GroupRefused, locked, require_lead, require_open

RESERVED_SLUGS = ("new", "quarters")  # they are addresses of the room itself


@transaction.atomic
def found_group(
    *,
    group: WorkGroup,
    lead: Member,
    by: Member,
    more_leads: Iterable[Member] = (),
    invited: Iterable[Member] = (),
    has_public_board: bool = False,
    at: datetime | None = None,
) -> WorkGroup:
    """Save a new `group` with its leads, who are told, and invite people; audited.

    The floors above give it its private board, and a public one when it is wanted. Without a slug it gets a free one.
    Raises GroupRefused for a public board of a private group.
    """
    if group.is_private and has_public_board:
        raise GroupRefused(_("A private group has no public board. Choose one or the other."))
    group.slug = group.slug or free_slug(group.name)
    group.founded_at = at or timezone.now()
    group.save()
    leads = list(dict.fromkeys([lead, *more_leads]))
    for each in leads:
        made = Membership.objects.create(group=group, member=each, role=Role.LEAD, state=State.ACTIVE)
        let_pass(membership=made, at=group.founded_at)
        notify(kind=ROLE, to=[each.pk], about=made.pk, key="make lead:founded", by=by)
    add_charter_version(group=group, by=by, note="", at=group.founded_at)
    index(kind="group", row=group)
    after = {"leads": [each.pk for each in leads], "private": group.is_private, "public_board": has_public_board}
    record(by=by, action="found", about=group, after=after)
    group_founded.send(sender=WorkGroup, group=group, has_public_board=has_public_board)
    for each in dict.fromkeys(invited):
        if each not in leads:
            invite(group=group, member=each, by=lead)
    settle_health(groups=[group.pk], at=at)
    group.refresh_from_db()
    return group


def free_slug(name: str) -> str:
    """A slug from `name` that no group has and that is no address of the room."""
    stem = slugify(name)[:50].strip("-") or "group"
    taken = {*RESERVED_SLUGS, *WorkGroup.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


@transaction.atomic
def change_charter(
    *, group: WorkGroup, charter: dict[str, Any], by: Member, version: int, note: str = "", at: datetime | None = None
) -> WorkGroup:
    """Give `group` a new charter (the fields of CHARTER); what it was stays in the history. Audited.

    `version` is the one that the form was opened on. Raises EditedMeanwhile when there is a newer one, GroupRefused for
    who does not lead it and while it is closed. A charter that says the same is no new version.
    """
    current = locked(group.pk)
    require_lead(by, current)
    require_open(current)
    if version != current.charter_version:
        raise EditedMeanwhile(
            _("Somebody else changed the charter meanwhile. Your words are below: compare them, and save once more.")
        )
    before = current.charter()
    for name in CHARTER:
        setattr(current, name, charter[name])
    after = current.charter()
    if after == before:
        return current
    current.save(update_fields=CHARTER)
    add_charter_version(group=current, by=by, note=note, at=at or timezone.now())
    if before["review_on"] != after["review_on"]:
        take_back(kind=ASKED, about=current.pk, key=f"review:{before['review_on']}")
    index(kind="group", row=current)
    changed = [name for name in CHARTER if before[name] != after[name]]
    record(
        by=by,
        action="change charter",
        about=current,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return current


def add_charter_version(*, group: WorkGroup, by: Member | None, note: str, at: datetime) -> CharterVersion:
    """Keep the charter as it is now as the next version, in the caller's transaction."""
    group.charter_version += 1
    WorkGroup.objects.filter(pk=group.pk).update(charter_version=group.charter_version)
    return CharterVersion.objects.create(
        group=group, number=group.charter_version, charter=group.charter(), note=note, by=by, made_at=at
    )
