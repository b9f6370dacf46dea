"""Closing a group to a read-only archive, opening it again, and why nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.search.services import index
from community.workgroups.enums import Act
from community.workgroups.life import signs
from community.workgroups.models import WorkGroup
from community.workgroups.notification_kinds import ASKED, CLOSED

from .health import settle_health
from .membership import answer
from .refusals import GroupKept, GroupRefused, locked, require_lead, require_open


@transaction.atomic
def close_group(
    *, group: WorkGroup, by: Member, achieved: str, merged_into: WorkGroup | None = None, at: datetime | None = None
) -> WorkGroup:
    """Make `group` an archive that says what came of it; requests and invitations are answered; audited, told.

    Raises GroupRefused for who does not lead it, when it is closed already, without achieved, and when its work goes on
    in a group that is closed, is itself, or is one that `by` may not know of.
    """
    current = locked(group.pk)
    require_lead(by, current)
    require_open(current)
    _check_ending(current, by, achieved, merged_into)
    for membership in current.memberships.waiting().select_related("group", "member"):
        answer(membership=membership, act=Act.DECLINE, by=by, reason=_("The group was closed."))
    for membership in current.memberships.invited().select_related("group", "member"):
        answer(membership=membership, act=Act.RECALL, by=by)
    current.closed_at, current.achieved, current.merged_into = at or timezone.now(), achieved.strip(), merged_into
    current.save(update_fields=["closed_at", "achieved", "merged_into"])
    take_back(kind=ASKED, about=current.pk)
    index(kind="group", row=current)
    after = {"achieved": current.achieved, "merged_into": merged_into.pk if merged_into else None}
    record(by=by, action="close", about=current, after=after)
    _tell_members(current, "closed", by, current.closed_at)
    return current


def _check_ending(group: WorkGroup, by: Member, achieved: str, into: WorkGroup | None) -> None:
    if not achieved.strip():
        raise GroupRefused(_("Say what came of the group’s work. Its page keeps that."))
    if into is None:
        return
    is_possible = into.pk != group.pk and WorkGroup.objects.visible_to(by).open().filter(pk=into.pk).exists()
    if not is_possible or (into.is_private and not group.is_private):
        raise GroupRefused(_("Choose another group that is open and that everybody here may see, or none."))


@transaction.atomic
def reopen_group(*, group: WorkGroup, by: Member, at: datetime | None = None) -> WorkGroup:
    """Let a closed `group` work again; what came of it stays on its page; audited, told. Raises GroupRefused."""
    current = locked(group.pk)
    require_lead(by, current)
    if not current.is_closed:
        raise GroupRefused(_("This group is open already."))
    before = {"closed_at": current.closed_at.isoformat() if current.closed_at else ""}
    current.closed_at, current.merged_into, current.reopened_at = None, None, at or timezone.now()
    current.save(update_fields=["closed_at", "merged_into", "reopened_at"])
    index(kind="group", row=current)
    record(by=by, action="reopen", about=current, before=before)
    settle_health(groups=[current.pk], at=at)
    _tell_members(current, "opened", by, current.reopened_at)
    current.refresh_from_db()
    return current


def _tell_members(group: WorkGroup, what: str, by: Member, at: datetime) -> None:
    members = group.memberships.active().values_list("member", flat=True)
    notify(kind=CLOSED, to=members, about=group.pk, key=f"{what}:{at.isoformat()}", by=by, at=at)


def keep_group(*, group: WorkGroup) -> None:
    """Raise GroupKept: no group is deleted, and the sentence says what belongs to it and what to do instead."""
    held = [sign.words(number) for sign in signs if (number := sign.holds(group))]
    people = group.memberships.active().count()
    held = held or [ngettext("%(count)d member", "%(count)d members", people) % {"count": people}]
    raise GroupKept(
        _("%(name)s can’t be deleted: %(held)s belong to it. Close it instead: its pages then stay to read.")
        % {"name": group.name, "held": ", ".join(held)}
    )
