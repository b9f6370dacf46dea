"""Who brings back an earlier version. Who sees the versions: whoever sees the post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.moderation.permissions import can_moderate
from forum.permissions import can_edit

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Post

    Viewer = Member | AnonymousUser


def can_restore(viewer: Viewer, post: Post) -> bool:
    """Its writer, as long as the topic is open; and those who look after the board and read it."""
    return can_edit(viewer, post) or (post.approved and can_moderate(viewer, post.topic.forum))
