"""Locking the topic that somebody is about to change, where it is by now: it may be moved, merged or split meanwhile.

A statement that had to wait for a lock sees the row as it is now, but what it joined as it was before; so it finds
nothing after a move, and is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forum.models import MergedTopic, Post, Topic

from .counting import lock

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

_MOST_TURNS = 20


def lock_topic(*, viewer: Member | AnonymousUser, pk: int, also: Mapping[str, Any] | None = None) -> Topic | None:
    """The topic with that key, or the one it was merged into, with its board, if `viewer` sees it now; locked.

    One query, unless the topic moved; it brings the annotations `also`.
    """
    visible = Topic.objects.visible_to(viewer)
    for _turn in range(_MOST_TURNS):
        wanted = visible.filter(pk=pk).select_related("forum").annotate(**(also or {}))
        found = wanted.select_for_update(no_key=True, of=("self",)).first()
        if found is not None:
            return found
        if not visible.filter(pk=pk).exists():
            into = MergedTopic.objects.filter(former=pk).values_list("into", flat=True).first()
            if into is None:
                return None
            pk = into
    return None


def lock_home(*, post: Post, also: Mapping[str, Any] | None = None) -> Post | None:
    """The post as it is now, with the topic where it stands now, which is locked; None when it is gone.

    The topic brings the annotations `also`.
    """
    home: int | None = post.topic_id
    for _turn in range(_MOST_TURNS):
        if home is None:
            break
        topic = lock(topics=[home], also=also).get(home)
        current = topic.posts.filter(pk=post.pk).first() if topic else None
        if topic is not None and current is not None:
            current.topic = topic
            return current
        home = Post.objects.filter(pk=post.pk).values_list("topic", flat=True).first()
    return None
