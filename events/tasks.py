"""Scheduled work of events."""

from django.utils import timezone

from .after.services.surveys import ask_all
from .courses.services import enter_courses
from .feeds.versions import raise_dates
from .importing.services import refreshing
from .importing.services.bringing import carry_on
from .meetings.services.actions import remind_owners
from .models import Occurrence
from .registering.services.forgetting import forget_needs
from .services import extend_all, pass_on_all, remind


def extend_calendar() -> str:
    """Daily: make occurrences up to 24 months ahead and move the feed's window. Idempotent."""
    newest = Occurrence.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    extended = extend_all()
    if Occurrence.objects.filter(pk__gt=newest).exists():
        raise_dates(at=timezone.now())
    return f"{extended} series reach 24 months ahead"


def remind_of_tomorrow() -> str:
    """Every quarter of an hour: reminders of what begins within a day. Idempotent."""
    return f"{remind()} reminded"


def pass_on_places() -> str:
    """Every five minutes: offers that ran out go on to the next who waits. Idempotent."""
    return f"{pass_on_all()} places offered"


def forget_what_people_needed() -> str:
    """Daily: requests for accommodation go soon after the date. Idempotent."""
    return f"{forget_needs()} requests for accommodation deleted"


def ask_how_it_was() -> str:
    """Every hour: who was at a date with a survey is asked once. Idempotent."""
    return f"{ask_all()} asked how it was"


def remind_of_action_items() -> str:
    """Daily: owners of action items that are due soon or overdue, once each. Idempotent."""
    return f"{remind_owners()} reminded of action items"


def bring_in_calendar(pk: int) -> str:
    """Go on with an import; returns where it stands for the task list. Idempotent."""
    row = carry_on(pk=pk)
    return f"{row}: {row.state}, {row.ended_with} of {row.read} events"


def refresh_outside_calendars() -> str:
    """Every quarter of an hour: calendars that are due are asked, each in a task of its own. Idempotent."""
    return f"{refreshing.refresh_due()} calendars are asked"


def refresh_outside_calendar(pk: int) -> str:
    """Ask the address of one calendar, when it is due. Idempotent."""
    return refreshing.refresh(pk=pk)


def bring_courses_up_to_date() -> str:
    """Daily, and first after an upgrade: courses in the calendar say what the floor above says. Idempotent."""
    return f"{enter_courses()} courses brought up to date"
