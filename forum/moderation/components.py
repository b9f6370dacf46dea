"""The card of “My hub” for those who look after boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laces.components import Component


@dataclass
class QueueCard(Component):
    """How many posts need a decision."""

    count: int
    template_name = "boards/queue_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": self.count}
