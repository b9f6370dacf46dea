"""Who publishes what came of a group's talk, and who takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.workgroups.models import WorkGroup
from community.workgroups.permissions import can_lead

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Board, Outcome, Topic

    Viewer = Member | AnonymousUser


def can_publish(viewer: Viewer, topic: Topic) -> bool:
    """Leads of the group whose board holds the topic. What everybody may read needs no outcome.

    A private group tells outsiders nothing, and a closed one nothing new.
    """
    board = topic.forum
    if not (topic.approved and board.is_private):
        return False
    return WorkGroup.objects.led_by(viewer).open().filter(pk=board.work_group_id, is_private=False).exists()


def is_told_of(board: Board) -> bool:
    """Whether anything outside may be told of the topics of a board, by its group at hand."""
    group = board.work_group
    return board.is_private and group is not None and not (group.is_private or group.is_closed)


def can_withdraw(viewer: Viewer, outcome: Outcome) -> bool:
    """Leads of its group, whoever published it."""
    return can_lead(viewer, outcome.group)
