"""How a version is kept: called by the one service that edits posts, in its transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from forum.models import Revision

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Post


def version_of(post: Post) -> int:
    """The number of what the post says now."""
    return post.updates_count + 1


def keep_version(*, before: Post, title: str, content: str, by: Member, at: datetime, reason: str = "") -> None:
    """Keep what `before` says, unless that is kept already, and what it will say: `title` and `content`.

    `before` is as it was read under the lock on its topic, with the topic.
    """
    number = version_of(before)
    is_first = before.topic.first_post_id == before.pk
    was = Revision(
        post=before,
        number=number,
        title=before.topic.subject if is_first else "",
        content=before.content,
        by_id=before.updated_by_id or before.poster_id,
        at=before.edited_at or before.created,
    )
    will_be = Revision(
        post=before,
        number=number + 1,
        title=title if is_first else "",
        content=content,
        by=by,
        at=at,
        reason=reason[:200],
    )
    Revision.objects.bulk_create([was, will_be], ignore_conflicts=True)
