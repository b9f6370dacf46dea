"""After a migration: what has to run by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig

SCHEDULES: dict[str, dict[str, Any]] = {
    "forum: remind of questions that wait": {
        "func": "forum.tasks.remind_of_waiting",
        "schedule_type": Schedule.HOURLY,
    },
    "forum: settle first answers": {"func": "forum.tasks.settle_first_answers", "schedule_type": Schedule.DAILY},
}


@receiver(post_migrate, dispatch_uid="forum.schedule_routing")
def schedule_routing(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedules when they are missing; an operator may change them."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        for name, values in SCHEDULES.items():
            Schedule.objects.get_or_create(name=name, defaults=values)
