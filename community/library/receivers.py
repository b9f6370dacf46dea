"""After a migration: what runs by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig

SCHEDULE = "library: forget who downloaded, count downloads and write citations again"


@receiver(post_migrate, dispatch_uid="library.schedule")
def schedule(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        defaults = {"func": "community.library.tasks.look_after_library", "schedule_type": Schedule.DAILY}
        Schedule.objects.get_or_create(name=SCHEDULE, defaults=defaults)
