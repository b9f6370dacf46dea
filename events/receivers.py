"""A series was published or withdrawn by whichever way: its occurrences, calendar and search entry follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule
from wagtail.signals import published, unpublished

from .models import Series
from .querysets import ORGANIZERS
from .services import settle

if TYPE_CHECKING:
    from django.apps import AppConfig

EXTEND = "events: extend the calendar to 24 months ahead"
REMIND = "events: remind of what begins within a day"


@receiver(published, sender=Series, dispatch_uid="events.settle_published")
@receiver(unpublished, sender=Series, dispatch_uid="events.settle_unpublished")
def settle_series(sender: type[Series], instance: Series, **kwargs: Any) -> None:
    """Settle it in the transaction of the publication."""
    settle(series=instance)


@receiver(post_migrate, dispatch_uid="events.prepare_site")
def prepare_site(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedules and the group of organizers when they are missing; an operator may change both."""
    if sender.name != "django_q":  # once per migrate, when the tables of Django and django-q2 are there
        return
    Schedule.objects.get_or_create(
        name=EXTEND, defaults={"func": "events.tasks.extend_calendar", "schedule_type": Schedule.DAILY}
    )
    Schedule.objects.get_or_create(
        name=REMIND,
        defaults={"func": "events.tasks.remind_of_tomorrow", "schedule_type": Schedule.MINUTES, "minutes": 15},
    )
    organizers, is_new = Group.objects.get_or_create(name=ORGANIZERS)
    if is_new:
        organizers.permissions.add(*Permission.objects.filter(codename="access_admin"))
