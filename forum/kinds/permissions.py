"""Who may announce, say what kind a topic is, and accept answers. Who sees the topic at all was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.workgroups.models import WorkGroup
from forum.enums import TopicKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Board, Topic

    Viewer = Member | AnonymousUser

MODERATORS, EDITORS = "Forum moderators", "Editors"


def can_look_after(viewer: Viewer, board: Board) -> bool:
    """Moderators, and the leads of the group whose board it is."""
    if not viewer.is_authenticated:
        return False
    if viewer.is_superuser or MODERATORS in viewer.group_names:
        return True
    return board.work_group_id is not None and WorkGroup.objects.led_by(viewer).filter(pk=board.work_group_id).exists()


def can_announce(viewer: Viewer, board: Board) -> bool:
    """Those who look after the board, and editors."""
    return can_look_after(viewer, board) or (viewer.is_authenticated and EDITORS in viewer.group_names)


def kinds_for(viewer: Viewer, board: Board) -> list[TopicKind]:
    """What `viewer` may start there."""
    return [kind for kind in TopicKind if kind != TopicKind.ANNOUNCEMENT or can_announce(viewer, board)]


def can_sort(viewer: Viewer, topic: Topic) -> bool:
    """Who started a topic, and who looks after its board, say its kind and tags."""
    if not viewer.is_authenticated:
        return False
    return topic.poster_id == viewer.pk or can_look_after(viewer, topic.forum)


def can_accept(viewer: Viewer, topic: Topic) -> bool:
    """Likewise for the answer to a question: whoever asked knows best."""
    return topic.is_question and can_sort(viewer, topic)


def can_keep_tags(user: Viewer) -> bool:
    """Editors keep the list of tags."""
    return user.is_authenticated and user.is_active and (user.is_superuser or EDITORS in user.group_names)
