"""Who may announce, say what kind a topic is, and accept answers. Who sees the topic at all was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from community.people.permissions import is_editor
from community.workgroups.models import WorkGroup
from forum.enums import TopicKind
from forum.models import Board

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Topic
    from forum.querysets import BoardQuerySet

    Viewer = Member | AnonymousUser

MODERATORS = "Forum moderators"


def is_led_by(viewer: Viewer, group: str = "work_group") -> Exists:
    """Whether `viewer` leads the group of a row, within its query; `group` is the way from the row to its group."""
    return Exists(WorkGroup.objects.led_by(viewer).filter(pk=OuterRef(group)))


def can_look_after(viewer: Viewer, board: Board, *, is_led: bool | None = None) -> bool:
    """Moderators, and the leads of the group whose board it is.

    `is_led` is what `is_led_by` said, where it was asked already.
    """
    if not viewer.is_authenticated:
        return False
    if viewer.is_superuser or MODERATORS in viewer.group_names:
        return True
    if is_led is not None:
        return is_led
    return board.work_group_id is not None and WorkGroup.objects.led_by(viewer).filter(pk=board.work_group_id).exists()


def boards_looked_after(viewer: Viewer) -> BoardQuerySet:
    """Boards that `viewer` reads and looks after; asks nothing by itself, so that a count of cases is one query."""
    readable: BoardQuerySet = Board.objects.visible_to(viewer).holding_topics()
    if not viewer.is_authenticated:
        return readable.none()
    if viewer.is_superuser:
        return readable
    is_moderator = Q(Exists(viewer.groups.filter(name=MODERATORS)))
    return readable.filter(is_moderator | Q(work_group__in=WorkGroup.objects.led_by(viewer).values("pk")))


def can_announce(viewer: Viewer, board: Board) -> bool:
    """Those who look after the board, and editors."""
    return can_look_after(viewer, board) or is_editor(viewer)


def kinds_for(viewer: Viewer, board: Board) -> list[TopicKind]:
    """What `viewer` may start there."""
    return [kind for kind in TopicKind if kind != TopicKind.ANNOUNCEMENT or can_announce(viewer, board)]


def started(viewer: Viewer, topic: Topic) -> bool:
    """Whether it is the viewer's own topic."""
    return viewer.is_authenticated and topic.poster_id == viewer.pk


def can_sort(viewer: Viewer, topic: Topic, *, looks_after: bool | None = None) -> bool:
    """Who started a topic, and who looks after its board, say its kind and tags.

    `looks_after` is what `can_look_after` said of the board, where it was asked already.
    """
    if not viewer.is_authenticated:
        return False
    if started(viewer, topic):
        return True
    return can_look_after(viewer, topic.forum) if looks_after is None else looks_after


def can_accept(viewer: Viewer, topic: Topic) -> bool:
    """Likewise for the answer to a question: whoever asked knows best."""
    return topic.is_question and can_sort(viewer, topic)
