"""The part of a work group's page that shows what came of its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from forum.models import Outcome

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from community.workgroups.models import WorkGroup

FEW = 5


@dataclass
class OutcomesPanel(Component):
    """The latest outcomes of a group."""

    outcomes: list[Outcome]
    template_name = "boards/outcome_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"outcomes": self.outcomes}


def outcomes_panel(group: WorkGroup, viewer: Member | AnonymousUser) -> Component | None:
    """For a group's page, whoever looks. Nothing while there are none."""
    latest = list(Outcome.objects.published().for_list().filter(group=group)[:FEW])
    return OutcomesPanel(latest) if latest else None
