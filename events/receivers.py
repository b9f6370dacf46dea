"""A series was published or withdrawn by whichever way: its occurrences, calendar and search entry follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule
from wagtail.signals import published, unpublished

from .approving.services.deciding import close_when_published
from .models import Series
from .querysets import ORGANIZERS
from .services import pass_on_series, settle

if TYPE_CHECKING:
    from django.apps import AppConfig

EXTEND = "events: extend the calendar to 24 months ahead"
REMIND = "events: remind of what begins within a day"
FORGET = "events: delete what people needed to take part"
REFRESH = "events: refresh outside calendars that are due"
ASK = "events: ask who was there how it was"
ACTIONS = "events: remind of action items that are due soon or overdue"
COURSES = "events: bring the courses of the calendar up to date"
OFFER = "events: offer free places to who waits, and pass on what nobody took"


@receiver(published, sender=Series, dispatch_uid="events.settle_published")
@receiver(unpublished, sender=Series, dispatch_uid="events.settle_unpublished")
def settle_series(sender: type[Series], instance: Series, **kwargs: Any) -> None:
    """Settle it in the transaction of the publication; who waits is offered places that are new."""
    settle(series=instance)
    pass_on_series(series=instance)
    if instance.live:
        close_when_published(series=instance)


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
    Schedule.objects.get_or_create(
        name=OFFER,
        defaults={"func": "events.tasks.pass_on_places", "schedule_type": Schedule.MINUTES, "minutes": 5},
    )
    Schedule.objects.get_or_create(
        name=FORGET, defaults={"func": "events.tasks.forget_what_people_needed", "schedule_type": Schedule.DAILY}
    )
    Schedule.objects.get_or_create(
        name=REFRESH,
        defaults={"func": "events.tasks.refresh_outside_calendars", "schedule_type": Schedule.MINUTES, "minutes": 15},
    )
    Schedule.objects.get_or_create(
        name=ASK, defaults={"func": "events.tasks.ask_how_it_was", "schedule_type": Schedule.HOURLY}
    )
    Schedule.objects.get_or_create(
        name=COURSES, defaults={"func": "events.tasks.bring_courses_up_to_date", "schedule_type": Schedule.DAILY}
    )
    Schedule.objects.get_or_create(
        name=ACTIONS, defaults={"func": "events.tasks.remind_of_action_items", "schedule_type": Schedule.DAILY}
    )
    organizers, is_new = Group.objects.get_or_create(name=ORGANIZERS)
    if is_new:
        organizers.permissions.add(*Permission.objects.filter(codename="access_admin"))
