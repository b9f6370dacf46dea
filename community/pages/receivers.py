"""After a migration: what has to run by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig

PUBLISH = "pages: publish what editors gave a date to"


@receiver(post_migrate, dispatch_uid="pages.schedule_publishing")
def schedule_publishing(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        Schedule.objects.get_or_create(
            name=PUBLISH,
            defaults={
                "func": "community.pages.tasks.publish_scheduled",
                "schedule_type": Schedule.MINUTES,
                "minutes": 5,
            },
        )
