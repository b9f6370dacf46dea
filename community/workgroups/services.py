"""What changes a work group and its memberships."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.search.services import index

from .enums import Role, State
from .models import Membership, WorkGroup
from .notification_kinds import ANSWERED, REQUESTED
from .signals import group_founded


class MembershipRefused(HubError):
    """The step is not possible from where the membership stands."""


@transaction.atomic
def found_group(*, group: WorkGroup, lead: Member, by: Member) -> WorkGroup:
    """Save a new `group` with `lead` as its first lead; audited. The floors above give it its private board."""
    group.save()
    Membership.objects.create(group=group, member=lead, role=Role.LEAD, state=State.ACTIVE)
    index(kind="group", row=group)
    record(by=by, action="found", about=group, after={"lead": lead.pk})
    group_founded.send(sender=WorkGroup, group=group)
    return group


@transaction.atomic
def request_membership(*, group: WorkGroup, member: Member) -> Membership:
    """Ask to join; asking again after leaving or a refusal is possible.

    Raises MembershipRefused when already in or waiting.
    """
    membership, made = Membership.objects.select_for_update().get_or_create(group=group, member=member)
    if not made:
        if membership.state == State.ACTIVE:
            raise MembershipRefused(_("You are already a member of this group."))
        if membership.state == State.REQUESTED:
            raise MembershipRefused(_("You have already asked to join. A lead will answer."))
        _move(membership, State.REQUESTED, by=member, action="request")
    notify(
        kind=REQUESTED,
        to=group.memberships.leads().values_list("member", flat=True),
        about=membership.pk,
        key=membership.changed_at.isoformat(),
        by=member,
    )
    return membership


@transaction.atomic
def approve(*, membership: Membership, by: Member) -> Membership:
    """Let somebody in who asked; audited. Raises MembershipRefused when nobody asks any more."""
    return _answer(membership, State.ACTIVE, by=by, action="approve")


@transaction.atomic
def decline(*, membership: Membership, by: Member, reason: str) -> Membership:
    """Refuse a request, with a reason; audited. Raises MembershipRefused when nobody asks any more."""
    return _answer(membership, State.DECLINED, by=by, action="decline", reason=reason)


@transaction.atomic
def leave(*, group: WorkGroup, member: Member) -> Membership:
    """Leave a group; audited. Raises MembershipRefused for the last lead and for somebody who is not in."""
    WorkGroup.objects.select_for_update().get(pk=group.pk)  # two leads leaving at once take turns
    membership = group.memberships.active().filter(member=member).first()
    if membership is None:
        raise MembershipRefused(_("You are not a member of this group."))
    if membership.role == Role.LEAD and group.memberships.leads().count() == 1:
        raise MembershipRefused(_("You are the only lead. Make somebody else a lead first."))
    membership.role = Role.MEMBER
    return _move(membership, State.LEFT, by=member, action="leave")


@transaction.atomic
def make_lead(*, membership: Membership, by: Member) -> Membership:
    """Make an active member a lead too; audited. Raises MembershipRefused for somebody who is not in."""
    if membership.state != State.ACTIVE:
        raise MembershipRefused(_("Only a member of the group can become its lead."))
    membership.role = Role.LEAD
    return _move(membership, State.ACTIVE, by=by, action="make lead")


def _answer(membership: Membership, state: State, *, by: Member, action: str, reason: str = "") -> Membership:
    current = Membership.objects.select_for_update().get(pk=membership.pk)  # two leads answering at once take turns
    if current.state != State.REQUESTED:
        raise MembershipRefused(_("This request has been answered already."))
    current.reason = reason
    _move(current, state, by=by, action=action)
    take_back(kind=REQUESTED, about=current.pk)
    notify(kind=ANSWERED, to=[current.member_id], about=current.pk, key=current.changed_at.isoformat(), by=by)
    return current


def _move(membership: Membership, state: State, *, by: Member, action: str) -> Membership:
    before = {"state": membership.state}
    membership.state = state
    membership.save(update_fields=["state", "role", "reason", "changed_at"])
    record(by=by, action=action, about=membership, before=before, after={"state": state, "role": membership.role})
    return membership
