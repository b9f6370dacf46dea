"""What the forum does in the background. Each task may run twice."""

from __future__ import annotations

from .models import Post
from .services import telling


def tell_of_post(post_pk: int) -> str:
    """Tell who is to hear of a post; returns how many for the task list."""
    post = Post.objects.select_related("topic__forum", "poster").filter(pk=post_pk).first()
    return f"{telling.tell_of_post(post=post)} told" if post else "the post is gone"
