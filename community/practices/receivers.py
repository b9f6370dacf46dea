"""A member moved: places in reviews that this makes dependent are free. After a migration: what runs by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

from community.people.models import Member
from community.people.signals import member_changed

from .services.reviewing import free_places_of

if TYPE_CHECKING:
    from django.apps import AppConfig

SCHEDULE = "practices: ask owners what still holds, free places, count adoptions again"


@receiver(member_changed, dispatch_uid="practices.free_places")
def free_places(sender: object, member: Member, **kwargs: Any) -> None:
    """Free what the member may not review any more."""
    free_places_of(members=[member.pk])


@receiver(post_migrate, dispatch_uid="practices.schedule")
def schedule(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        defaults = {"func": "community.practices.tasks.look_after_practices", "schedule_type": Schedule.DAILY}
        Schedule.objects.get_or_create(name=SCHEDULE, defaults=defaults)
