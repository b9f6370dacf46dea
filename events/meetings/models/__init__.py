"""What belongs to the meetings of a group, one file for each sort of thing."""

from .actions import ActionItem
from .agenda import Agenda, AgendaItem
from .decisions import Decision, DecisionVersion
from .moved import MovedDeliverable

__all__ = ["ActionItem", "Agenda", "AgendaItem", "Decision", "DecisionVersion", "MovedDeliverable"]
