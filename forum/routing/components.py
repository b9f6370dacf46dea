"""The card of questions that were put to a member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

if TYPE_CHECKING:
    from forum.models import Topic


@dataclass
class QuestionsForMeCard(Component):
    """Questions, each with why it was put to the member."""

    questions: list[tuple[Topic, str]]
    template_name = "boards/asked_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"questions": self.questions}
