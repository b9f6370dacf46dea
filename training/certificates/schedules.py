"""After a migration: what has to run by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig


@receiver(post_migrate, dispatch_uid="training.schedule_certificates")
def schedule_certificates(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        Schedule.objects.get_or_create(
            name="training: issue, print and remind of certificates",
            defaults={"func": "training.tasks.keep_certificates", "schedule_type": Schedule.DAILY},
        )
