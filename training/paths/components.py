"""What role paths show in “My hub”: the next step of the path that was chosen last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .standing import Walk, chosen_walks

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

PATHS_ON_DASHBOARD = 4


@dataclass
class NextStepCard(Component):
    """“Your path”: its next step; then the other paths that were chosen."""

    walks: list[Walk]
    template_name = "training/panels/next_step.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"walk": self.walks[0], "others": self.walks[1:]}


def next_step_card(viewer: Member | AnonymousUser) -> Component | None:
    """For members who chose a path."""
    if not viewer.is_authenticated:
        return None
    walks = chosen_walks(viewer, most=PATHS_ON_DASHBOARD)
    return NextStepCard(walks) if walks else None
