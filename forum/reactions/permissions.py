"""Who may react to a post. Who sees it at all was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Post


def can_react(viewer: Member | AnonymousUser, post: Post) -> bool:
    """Every member, to what somebody else wrote and everybody sees."""
    return viewer.is_authenticated and post.approved and post.poster_id != viewer.pk
