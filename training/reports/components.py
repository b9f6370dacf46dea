"""What reports show in “My hub”: the way to them, for those who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from training.runs.permissions import coordinated_by

from .permissions import can_see_programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Department, Member


@dataclass
class ReportsCard(Component):
    """“Reports”: on one's department, on the programme. Links only: figures are counted when they are asked for."""

    department: Department | None
    sees_programme: bool
    template_name = "training/panels/reports.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"department": self.department, "sees_programme": self.sees_programme}


def reports_card(viewer: Member | AnonymousUser) -> Component | None:
    """For data coordinators and for who runs the programme; both rights come with a group."""
    if not viewer.is_authenticated or not (viewer.is_superuser or viewer.group_names):
        return None
    card = ReportsCard(coordinated_by(viewer), can_see_programme(viewer))
    return card if card.department or card.sees_programme else None
