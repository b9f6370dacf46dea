"""Who may do what in a work group."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member

from .enums import Act
from .models import WorkGroup


def can_lead(user: Member | AnonymousUser, group: WorkGroup) -> bool:
    """Leads of the group answer requests and edit its charter."""
    return WorkGroup.objects.led_by(user).filter(pk=group.pk).exists()


def may_name_leads(user: Member, act: Act) -> bool:
    """Administrators make leads, too: a group whose leads are gone needs somebody."""
    return act == Act.MAKE_LEAD and user.is_superuser


def can_read_roster(user: Member | AnonymousUser, group: WorkGroup) -> bool:
    """Everybody who is signed in sees who is in a group that they may know of."""
    return user.is_authenticated


def can_read_within(user: Member | AnonymousUser, group: WorkGroup) -> bool:
    """Documents are for the active members."""
    return WorkGroup.objects.of(user).filter(pk=group.pk).exists()


def can_found(user: Member | AnonymousUser) -> bool:
    """Staff, and whom an administrator gave the right to add work groups (docs/adr/0042)."""
    return user.is_authenticated and user.is_active and (user.is_staff or user.has_perm("workgroups.add_workgroup"))
