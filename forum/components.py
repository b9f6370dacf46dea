"""Panels of topics for the shell's pages: the home page, “My hub”, a work group's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .kinds.permissions import is_led_by
from .models import Board, Topic
from .routing.figures import PERIODS, Fare, figures_of_board

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from community.workgroups.models import WorkGroup

    Viewer = Member | AnonymousUser

FEW = 5


@dataclass
class UnreadCard(Component):
    """What a member has not read yet."""

    topics: list[Topic]
    unread_count: int
    template_name = "boards/unread_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"topics": self.topics, "unread_count": self.unread_count}


@dataclass
class LatestPanel(Component):
    """Where somebody wrote last, for whoever looks."""

    topics: list[Topic]
    is_member: bool
    template_name = "boards/latest_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"topics": self.topics, "is_member": self.is_member}


@dataclass
class GroupBoardPanel(Component):
    """A work group's board with its latest topics, and for its leads how its questions fare."""

    board: Board
    topics: list[Topic]
    fare: Fare | None
    others: list[Board]
    is_open: bool
    template_name = "boards/group_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in ("board", "topics", "fare", "others", "is_open")}
        return {**own, "days": PERIODS[0]}


def latest_panel(viewer: Viewer) -> Component | None:
    """For the home page: the latest topics the viewer may read. Nothing when there are none."""
    topics = list(Topic.objects.visible_to(viewer).for_list(viewer).newest_first()[:FEW])
    return LatestPanel(topics, viewer.is_authenticated) if topics else None


def group_board_panel(group: WorkGroup, viewer: Viewer) -> Component | None:
    """For a group's page: its boards, the private one first. Nothing for those who may read none."""
    boards = Board.objects.visible_to(viewer).holding_topics().filter(work_group=group)
    found = sorted(boards.annotate(is_led=is_led_by(viewer)), key=lambda board: not board.is_private)
    if not found:
        return None
    board, *others = found
    topics = list(board.topics.approved().for_list(viewer).newest_first()[:FEW])
    return GroupBoardPanel(
        board, topics, figures_of_board(board) if board.is_led else None, others, not group.is_closed
    )
