"""Spotlights on the home page; the editors' way to one on the pages of members and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from laces.components import Component

from community.people.permissions import is_editor

from .models import Spotlight

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from community.workgroups.models import WorkGroup

    Viewer = Member | AnonymousUser

MOST_SHOWN = 2


@dataclass
class SpotlightsPanel(Component):
    """A few words about members and groups."""

    spotlights: list[Spotlight]
    template_name = "spotlights/home_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"spotlights": self.spotlights}


@dataclass
class AskPanel(Component):
    """The way to the form, for editors."""

    url: str
    template_name = "spotlights/ask_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"url": self.url}


def spotlights_panel(viewer: Viewer) -> Component | None:
    """One query."""
    shown = list(Spotlight.objects.shown_to(viewer).for_list()[:MOST_SHOWN])
    return SpotlightsPanel(shown) if shown else None


def ask_member_panel(person: Member, viewer: Viewer) -> Component | None:
    """On a member's page."""
    return AskPanel(reverse("spotlights:spotlight_member", args=[person.pk])) if is_editor(viewer) else None


def ask_group_panel(group: WorkGroup, viewer: Viewer) -> Component | None:
    """On the page of a group that everybody may know of."""
    if group.is_private or group.is_closed or not is_editor(viewer):
        return None
    return AskPanel(reverse("spotlights:spotlight_group", args=[group.slug]))
