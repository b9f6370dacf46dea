"""Who may vote and who may put or change a poll. Who sees the topic at all was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.permissions import can_reply

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Poll, Topic

    Viewer = Member | AnonymousUser


def can_vote(poll: Poll, *, may_reply: bool, has_voted: bool) -> bool:
    """Whoever may reply in the topic, until the poll closes; a second time where votes may be changed."""
    return may_reply and not poll.is_closed and (poll.user_changes or not has_voted)


def can_put_poll(viewer: Viewer, topic: Topic) -> bool:
    """Who started a topic, while it is open; nobody votes on words that change, so until the first vote."""
    return viewer.is_authenticated and topic.poster_id == viewer.pk and can_reply(viewer, topic)
