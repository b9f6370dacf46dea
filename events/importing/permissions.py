"""Who may bring in a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.permissions import can_schedule, can_schedule_without_group, groups_to_schedule_for

if TYPE_CHECKING:
    from community.people.models import Member
    from community.workgroups.models import WorkGroup


def can_bring_in(user: Member, group: WorkGroup | None) -> bool:
    """Whoever may schedule for `group`; asked again each time an outside calendar is refreshed."""
    if not can_schedule(user):
        return False
    return can_schedule_without_group(user) if group is None else groups_to_schedule_for(user).contains(group)
