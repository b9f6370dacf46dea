"""Who may schedule and change events."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from community.people.models import Member
from community.workgroups.models import WorkGroup

from .models import Series
from .querysets import is_organizer


def can_schedule(user: Member | AnonymousUser) -> bool:
    """Staff, the site's organizers, and leads for their own group."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_staff or is_organizer(user) or WorkGroup.objects.led_by(user).exists()


def can_schedule_without_group(user: Member | AnonymousUser) -> bool:
    """A lead who is no organizer schedules for the group only."""
    return user.is_authenticated and (user.is_staff or is_organizer(user))


def groups_to_schedule_for(user: Member | AnonymousUser) -> QuerySet[WorkGroup]:
    """Staff and organizers any group, leads their own."""
    return WorkGroup.objects.all() if can_schedule_without_group(user) else WorkGroup.objects.led_by(user)


def can_edit(user: Member | AnonymousUser, series: Series) -> bool:
    """The same rule as the list of what one organizes."""
    return Series.objects.editable_by(user).filter(pk=series.pk).exists()
