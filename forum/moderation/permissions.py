"""Who decides about posts and people. Moderators who may not read a private board don't look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.kinds.permissions import MODERATORS, can_look_after
from forum.models import Board, Suspension
from forum.permissions import can_read

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Post

    Viewer = Member | AnonymousUser


def can_moderate(viewer: Viewer, board: Board) -> bool:
    """The same rule for one board at hand."""
    return can_look_after(viewer, board) and can_read(viewer, board)


def is_moderator(viewer: Viewer) -> bool:
    """Who looks after every board: the site's group of moderators, and administrators."""
    return viewer.is_authenticated and (viewer.is_superuser or MODERATORS in viewer.group_names)


def can_suspend(viewer: Viewer, member: Member | None) -> bool:
    """Moderators suspend members, but no moderator, no administrator, and not themselves; leads suspend nobody."""
    if member is None or not is_moderator(viewer) or viewer.pk == member.pk:
        return False
    return not (member.is_superuser or member.groups.filter(name=MODERATORS).exists())


def can_flag(viewer: Viewer, post: Post) -> bool:
    """Whoever reads a post may report it, but for who wrote it. Who sees it was asked before."""
    return viewer.is_authenticated and post.poster_id != viewer.pk


def suspension_of(viewer: Viewer) -> Suspension | None:
    """The suspension that holds now."""
    if not viewer.is_authenticated:
        return None
    return Suspension.objects.running().filter(member=viewer).first()
