"""What changes a membership: one function, which reads the table in steps.py, and a verb for each line of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.workgroups.enums import Act, Role, State
from community.workgroups.models import Membership, Passage, WorkGroup
from community.workgroups.notification_kinds import ANSWERED, INVITED, REPLIED, REQUESTED, ROLE
from community.workgroups.permissions import may_name_leads
from community.workgroups.steps import (
    IS_CLOSED,
    LAST_LEAD,
    NO_REASON,
    NOT_YOURS,
    ONESELF,
    OUTSIDE,
    STEPS,
    Doer,
    Standing,
    Step,
    why_not,
)

from .refusals import MembershipRefused, locked

# What an act tells, and whom: the leads, or the person it is about.
_TO_LEADS = {Act.REQUEST: REQUESTED, Act.ACCEPT: REPLIED, Act.REFUSE: REPLIED}
_TO_MEMBER = {
    Act.APPROVE: ANSWERED, Act.DECLINE: ANSWERED, Act.INVITE: INVITED, Act.REMOVE: ROLE, Act.MAKE_LEAD: ROLE,
}  # fmt: skip


@transaction.atomic
def take_step(
    *, group: WorkGroup, member: Member, act: Act, by: Member, reason: str = "", at: datetime | None = None
) -> Membership:
    """Do `act` about the membership of `member` in `group`, as the table says; audited, and told. `at` is when.

    Raises MembershipRefused, with a sentence, where the table does not allow it. People who act at the same moment
    take turns, so that one lead always remains.
    """
    current = locked(group.pk)
    rows = {row.member_id: row for row in Membership.objects.filter(group=current, member__in={member.pk, by.pk})}
    membership, by_lead = rows.get(member.pk), rows[by.pk].is_leading if by.pk in rows else False
    standing = standing_of(membership)
    step = STEPS[act]
    if not (member == by if step.by == Doer.ONESELF else by_lead or may_name_leads(by, act)):
        raise MembershipRefused(str(NOT_YOURS[step.by]))
    _check(step, current, standing, is_own=member == by, reason=reason)
    if membership is None:
        membership = Membership(group=current, member=member)
    before = {"state": standing.state, "role": standing.role} if standing.state else {}
    assert step.end.state is not None
    membership.state, membership.role = step.end.state, step.end.role
    membership.reason = reason.strip() if step.needs_reason else ""
    membership.save()
    if (standing.state == State.ACTIVE) != (step.end.state == State.ACTIVE):
        let_pass(membership=membership, at=at)
    after = {"state": membership.state, "role": membership.role, "reason": membership.reason}
    record(by=by, action=act.value, about=membership, before=before, after=after)
    _tell(membership, act, by, before=standing.state)
    return membership


def let_pass(*, membership: Membership, at: datetime | None = None) -> Passage:
    """Keep that the member came in, or went out, as the membership says now. In the caller's transaction."""
    is_in = membership.state == State.ACTIVE
    passage: Passage = Passage.objects.create(membership=membership, is_in=is_in, at=at or timezone.now())
    return passage


def standing_of(membership: Membership | None) -> Standing:
    """Where a membership stands; without a row its member is outside."""
    return OUTSIDE if membership is None else Standing(State(membership.state), Role(membership.role))


def _check(step: Step, group: WorkGroup, standing: Standing, *, is_own: bool, reason: str) -> None:
    refusal = why_not(step.act, standing)
    if step.act == Act.REMOVE and is_own:
        refusal = ONESELF
    elif step.needs_open and group.is_closed:
        refusal = IS_CLOSED
    elif step.act == Act.REQUEST and group.is_private:
        refusal = _("This group takes no requests: its leads invite people.")
    elif refusal is None and step.spares_last and standing.role == Role.LEAD and group.memberships.leads().count() == 1:
        refusal = LAST_LEAD[step.by]
    elif refusal is None and step.needs_reason and not reason.strip():
        refusal = NO_REASON
    if refusal is not None:
        raise MembershipRefused(str(refusal))


def _tell(membership: Membership, act: Act, by: Member, *, before: State | None) -> None:
    """Take back what is not true any more, and tell the leads or the person what happened."""
    if before == State.REQUESTED:
        take_back(kind=REQUESTED, about=membership.pk)
    if before == State.INVITED:
        take_back(kind=INVITED, about=membership.pk)
    key = f"{act.value}:{timezone.now().isoformat()}"
    if act in _TO_LEADS:
        leads = membership.group.memberships.leads().values_list("member", flat=True)
        notify(kind=_TO_LEADS[act], to=leads, about=membership.pk, key=key, by=by)
    elif act in _TO_MEMBER:
        notify(kind=_TO_MEMBER[act], to=[membership.member_id], about=membership.pk, key=key, by=by)


def request_membership(*, group: WorkGroup, member: Member) -> Membership:
    """Ask to join; asking again after leaving or a refusal is possible. Raises MembershipRefused."""
    return take_step(group=group, member=member, act=Act.REQUEST, by=member)


def invite(*, group: WorkGroup, member: Member, by: Member) -> Membership:
    """Invite somebody who is not in. Raises MembershipRefused."""
    return take_step(group=group, member=member, act=Act.INVITE, by=by)


def leave(*, group: WorkGroup, member: Member) -> Membership:
    """Leave a group. Raises MembershipRefused for the last lead and for somebody who is not in."""
    return take_step(group=group, member=member, act=Act.LEAVE, by=member)


def answer(*, membership: Membership, act: Act, by: Member, reason: str = "", at: datetime | None = None) -> Membership:
    """Any act about a membership at hand; where it stands now is read again. Raises MembershipRefused."""
    return take_step(group=membership.group, member=membership.member, act=act, by=by, reason=reason, at=at)


def approve(*, membership: Membership, by: Member, at: datetime | None = None) -> Membership:
    """Let somebody in who asked. Raises MembershipRefused when nobody asks any more."""
    return answer(membership=membership, act=Act.APPROVE, by=by, at=at)


def decline(*, membership: Membership, by: Member, reason: str) -> Membership:
    """Refuse a request, with a reason. Raises MembershipRefused when nobody asks any more."""
    return answer(membership=membership, act=Act.DECLINE, by=by, reason=reason)


def make_lead(*, membership: Membership, by: Member) -> Membership:
    """Make an active member a lead too. Raises MembershipRefused for somebody who is not in."""
    return answer(membership=membership, act=Act.MAKE_LEAD, by=by)
