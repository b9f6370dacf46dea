"""After a migration: what has to run by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig

LOOK_AFTER = "work groups: count how alive they are, and ask their leads"


@receiver(post_migrate, dispatch_uid="workgroups.schedule_health")
def schedule_health(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        Schedule.objects.get_or_create(
            name=LOOK_AFTER,
            defaults={"func": "community.workgroups.tasks.look_after_groups", "schedule_type": Schedule.DAILY},
        )
