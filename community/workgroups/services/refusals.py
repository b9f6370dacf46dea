"""What the services of work groups refuse, each with a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.workgroups.models import WorkGroup
from community.workgroups.permissions import can_lead
from community.workgroups.steps import IS_CLOSED


class MembershipRefused(HubError):
    """The step is not possible from where the membership stands."""


class GroupRefused(HubError):
    """The group is closed, or it is not for this person to change."""


class EditedMeanwhile(HubError):
    """Somebody else saved the same thing while it was being edited."""


class GroupKept(HubError):
    """A group to which something belongs is closed, not deleted."""


def locked(group_pk: int) -> WorkGroup:
    """The group, locked: whoever changes it or its memberships takes turns. In the caller's transaction."""
    group: WorkGroup = WorkGroup.objects.select_for_update(no_key=True).get(pk=group_pk)
    return group


def require_lead(by: Member, group: WorkGroup) -> None:
    """Raises GroupRefused for who does not lead `group`."""
    if not can_lead(by, group):
        raise GroupRefused(_("Only a lead of the group can do that. Ask one of them."))


def require_open(group: WorkGroup) -> None:
    """Raises GroupRefused for a closed group."""
    if group.is_closed:
        raise GroupRefused(str(IS_CLOSED))
