"""Keeping the rows of who is named true to the text. Who is told: forum.services.telling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from community.notifications.services.telling import take_back
from community.people.models import Member
from forum.enums import Told
from forum.models import Mention

if TYPE_CHECKING:
    from forum.models import Post
    from forum.rendering import PostText

MOST_MENTIONS = 10


def note_mentions(*, post: Post, text: PostText, is_new: bool) -> Sequence[int]:
    """Write down whom `text` names, MOST_MENTIONS at most; return who is named newly. In the caller's transaction.

    Who is named no more, and has not read it, was told in vain: that is taken back.
    """
    named = set(text.mentioned[:MOST_MENTIONS])
    known = set() if is_new else set(post.mentions.values_list("member", flat=True))
    gone, new = known - named, named - known
    if gone:
        post.mentions.filter(member__in=gone).delete()
        take_back(kind=Told.MENTIONED, about=post.pk, to=gone)
    if not new:
        return ()
    members = list(Member.objects.filter(pk__in=new, is_active=True).order_by("pk").values_list("pk", flat=True))
    Mention.objects.bulk_create([Mention(post=post, member_id=pk) for pk in members], ignore_conflicts=True)
    return members
