"""Who may schedule, change, hand in and publish events."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from community.people.models import Member
from community.workgroups.models import WorkGroup

from .models import Series
from .querysets import is_organizer


def can_schedule(user: Member | AnonymousUser) -> bool:
    """Staff, the site's organizers, and leads for their own group: those who publish, and decide about the others'."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_staff or is_organizer(user) or WorkGroup.objects.led_by(user).exists()


def can_schedule_without_group(user: Member | AnonymousUser) -> bool:
    """A lead who is no organizer schedules for the group only."""
    return user.is_authenticated and (user.is_staff or is_organizer(user))


def groups_to_schedule_for(user: Member | AnonymousUser) -> QuerySet[WorkGroup]:
    """Staff any group, organizers any they may know of, leads their own; no closed one."""
    groups: QuerySet[WorkGroup] = WorkGroup.objects.open()
    if user.is_staff:
        return groups
    if is_organizer(user):
        return WorkGroup.objects.visible_to(user).open()
    return WorkGroup.objects.led_by(user).open()


def groups_to_propose_for(user: Member | AnonymousUser) -> QuerySet[WorkGroup]:
    """Those one schedules for, and those one is active in: their leads decide."""
    return groups_to_schedule_for(user) if can_schedule_without_group(user) else WorkGroup.objects.of(user).open()


def can_edit(user: Member | AnonymousUser, series: Series) -> bool:
    """The same rule as the list of what one organizes."""
    return Series.objects.editable_by(user).filter(pk=series.pk).exists()


def can_publish(user: Member | AnonymousUser, series: Series) -> bool:
    """Whether `user` may publish what `series` says now, be it new or a changed version of a stored one.

    A version that moves to another group needs the right there too.
    """
    stored = Series.objects.publishable_by(user).filter(pk=series.pk).values_list("group", flat=True)[:1]
    found = list(stored) if series.pk else []
    if series.pk and not found:
        return False
    return found == [series.group_id] or publishes_for(user, series.group_id)


def publishes_for(user: Member | AnonymousUser, group: int | None) -> bool:
    """Whether `user` publishes new events of a group, or with None of the programme and its departments."""
    if not user.is_authenticated or not user.is_active:
        return False
    if group is None:
        return can_schedule_without_group(user)
    return groups_to_schedule_for(user).filter(pk=group).exists()
