"""Who may do what in a work group."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member

from .models import WorkGroup


def can_lead(user: Member | AnonymousUser, group: WorkGroup) -> bool:
    """Leads of the group answer requests and edit its charter."""
    return WorkGroup.objects.led_by(user).filter(pk=group.pk).exists()


def can_read_roster(user: Member | AnonymousUser, group: WorkGroup) -> bool:
    """Everybody who is signed in sees who is in a group."""
    return user.is_authenticated
