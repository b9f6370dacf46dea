"""Panels of topics for the shell's pages: the home page, “My hub”, a work group's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .models import Board, Topic

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
    """A work group's board with its latest topics."""

    board: Board
    topics: list[Topic]
    template_name = "boards/group_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"board": self.board, "topics": self.topics}


def unread_card(viewer: Viewer) -> Component | None:
    """For “My hub”: how much is unread, and the newest of it."""
    new = Topic.objects.visible_to(viewer).unread_by(viewer)
    count = new.count()
    return UnreadCard(list(new.for_list(viewer)[:FEW]) if count else [], count)


def latest_panel(viewer: Viewer) -> Component | None:
    """For the home page: the latest topics the viewer may read. Nothing when there are none."""
    topics = list(Topic.objects.visible_to(viewer).for_list(viewer).newest_first()[:FEW])
    return LatestPanel(topics, viewer.is_authenticated) if topics else None


def group_board_panel(group: WorkGroup, viewer: Viewer) -> Component | None:
    """For a group's page: its board. Nothing for those who may not read it."""
    board = Board.objects.visible_to(viewer).holding_topics().filter(work_group=group).first()
    if board is None:
        return None
    return GroupBoardPanel(board, list(board.topics.approved().for_list(viewer).newest_first()[:FEW]))
