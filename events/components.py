"""Panels of events on other floors' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from laces.components import Component

from community.people.zones import zone_in_words
from community.workgroups.models import WorkGroup

from . import months
from .meetings.showing import my_actions
from .models import Occurrence

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    Viewer = Member | AnonymousUser

MOST_SHOWN = 5


class DatesPanel(Component):
    """A short list of dates under a heading: on “My hub” and on a group's page."""

    def __init__(self, template_name: str, dates: list[Occurrence], **context: Any) -> None:
        self.template_name = template_name
        self.dates = dates
        self.context = context

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The dates, and the viewer's zone in words."""
        return {"dates": self.dates, "zone": zone_in_words(timezone.get_current_timezone_name()), **self.context}


class MonthPanel(Component):
    """This month's table on the home page."""

    template_name = "events/month_panel.html"

    def __init__(self, month: months.Month) -> None:
        self.month = month

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The month, and the viewer's zone in words."""
        return {"month": self.month, "zone": zone_in_words(timezone.get_current_timezone_name())}


def my_next_events(viewer: Viewer) -> Component | None:
    """The next dates the viewer registered for, and their action items; with no date, the way to the calendar."""
    found = Occurrence.objects.registered_by(viewer).open_to(viewer).upcoming().for_list()
    return DatesPanel("events/my_events_card.html", list(found[:MOST_SHOWN]), actions=my_actions(viewer))


def events_this_month(viewer: Viewer) -> Component | None:
    """The month on the home page."""
    today, zone = timezone.localdate(), timezone.get_current_timezone()
    first = today.replace(day=1)
    found = Occurrence.objects.open_to(viewer).between(*months.window(first, zone)).for_list()
    built = months.build(first, occurrences=found[: months.MOST_IN_A_MONTH + 1], today=today, zone=zone)
    return MonthPanel(built)


def group_meetings(group: WorkGroup, viewer: Viewer) -> Component | None:
    """The next meetings of a group, as far as the viewer may see them."""
    found = Occurrence.objects.open_to(viewer).filter(series__group=group).upcoming().for_list()
    dates = list(found[:MOST_SHOWN])
    return DatesPanel("events/group_meetings.html", dates, group=group) if dates else None
