"""The card of “My hub” for those who look after boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .cases import open_cases_count

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass
class QueueCard(Component):
    """How many posts need a decision."""

    count: int
    template_name = "boards/queue_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": self.count}


def queue_card(viewer: Member | AnonymousUser) -> Component | None:
    """For who looks after boards with something to decide; else nothing."""
    count = open_cases_count(viewer)
    return QueueCard(count) if count else None
