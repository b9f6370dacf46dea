"""After a migration: what has to run by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

if TYPE_CHECKING:
    from django.apps import AppConfig

LOOK_AFTER = "work groups: count how alive they are, and ask their leads"
REPORT = "work groups: make the reports of the quarter that ended"
_DAILY = {
    LOOK_AFTER: "community.workgroups.tasks.look_after_groups",
    REPORT: "community.workgroups.tasks.report_quarters",
}


@receiver(post_migrate, dispatch_uid="workgroups.schedule_health")
def schedule_daily(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedules that are missing; an operator may change them."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        for name, func in _DAILY.items():
            Schedule.objects.get_or_create(name=name, defaults={"func": func, "schedule_type": Schedule.DAILY})
