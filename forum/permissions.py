"""Who may read, write and edit in the forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from community.people.models import Member
from community.workgroups.models import WorkGroup

from .enums import Audience
from .models import Suspension

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import Board, Post, Topic

    Viewer = Member | AnonymousUser


def can_read(viewer: Viewer, board: Board) -> bool:
    """The same rule as `visible_to`, for one board at hand."""
    if board.audience == Audience.EVERYBODY:
        return True
    if not viewer.is_authenticated:
        return False
    if board.audience == Audience.MEMBERS:
        return True
    return WorkGroup.objects.of(viewer).filter(pk=board.work_group_id).exists()


def can_post(viewer: Viewer, board: Board) -> bool:
    """Whoever is signed in and reads a board may start topics there, unless suspended or the board's group is
    closed: asked in one query.
    """
    if not viewer.is_authenticated or board.is_category:
        return False
    suspended = Exists(Suspension.objects.running().filter(member=viewer))
    writers = Member.objects.filter(pk=viewer.pk).exclude(suspended)
    if board.audience == Audience.GROUP:
        writers = writers.filter(Exists(WorkGroup.objects.of(viewer).open().filter(pk=board.work_group_id)))
    elif board.work_group_id is not None:
        writers = writers.exclude(is_archive(board.work_group_id))
    return writers.exists()


def is_archive(group: int | OuterRef) -> Exists:
    """Whether a work group is closed, within a query: its boards stay to read."""
    return Exists(WorkGroup.objects.filter(pk=group, closed_at__isnull=False))


def can_reply(viewer: Viewer, topic: Topic) -> bool:
    """Likewise, as long as the topic is open."""
    return topic.approved and not topic.is_locked and can_post(viewer, topic.forum)


def can_edit(viewer: Viewer, post: Post) -> bool:
    """Writers edit their own words, as long as the topic is open and they still read the board."""
    return viewer.is_authenticated and post.poster_id == viewer.pk and post.approved and can_reply(viewer, post.topic)
