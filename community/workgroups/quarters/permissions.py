"""Who may read the reports of all groups side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

PROGRAM = "workgroups.view_quarterreport"


def can_compare_groups(user: Member | AnonymousUser) -> bool:
    """Staff, and whom an administrator gave the right to view quarterly reports. Which groups: `visible_to` says."""
    return user.is_authenticated and user.is_active and (user.is_staff or user.has_perm(PROGRAM))
