"""What role paths show in “My hub”: the next step of the path that was chosen last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laces.components import Component

from .standing import Walk


@dataclass
class NextStepCard(Component):
    """“Your path”: its next step; then the other paths that were chosen."""

    walks: list[Walk]
    template_name = "training/panels/next_step.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"walk": self.walks[0], "others": self.walks[1:]}
