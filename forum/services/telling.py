"""Who hears of a post. Runs in a task, so that writing costs the same whether three people follow or three thousand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from community.notifications.models import Following, Notification
from community.notifications.registries import place_of
from community.notifications.services.telling import notify
from community.people.models import Member
from community.safety.races import again_after_race
from community.workgroups.models import Membership
from forum.enums import Told
from forum.models import BoardRead, Post, TopicRead
from forum.querysets import readers_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forum.models import Board


@again_after_race
@transaction.atomic
def tell_of_post(*, post: Post) -> int:
    """Tell those who are to hear of `post` and still read its board; return how many were told newly. Idempotent.

    A topic is told to who follows its board or the board's group, and to the members of that group. The first answer
    is told to who asked, each further reply to who follows the topic. Whoever has read the post by now, or was told
    of it before, hears nothing.
    """
    if not (post.approved and post.topic.approved):
        return 0
    topic, board = post.topic, post.topic.forum
    hearers = _hearers(post)
    tell = partial(notify, about=post.pk, places=places_of(post), by=post.poster, at=post.created)
    if topic.first_post_id == post.pk:
        return tell(kind=Told.NEW_TOPIC, to=_pks(hearers.filter(_of_board(board))))
    followers = hearers.filter(pk__in=Following.objects.member_ids(topic.place))
    asker = Q(topics=topic) if _is_first_answer(post) else Q(pk__in=[])
    told = tell(kind=Told.FIRST_ANSWER, to=_pks(followers.filter(asker)))
    return told + tell(kind=Told.REPLY, to=_pks(followers.exclude(asker)))


def places_of(post: Post) -> list[str]:
    """Where it happened, from the narrow to the wide."""
    board = post.topic.forum
    group = [place_of("group", board.work_group_id)] if board.work_group_id else []
    return [post.topic.place, board.place, *group]


def _hearers(post: Post) -> QuerySet[Member]:
    """Members who read the board, have not read the post, and were not told of it under another kind."""
    since = {"mark_time__gte": post.created}
    have_read = Q(pk__in=TopicRead.objects.filter(topic=post.topic_id, **since).values("user"))
    have_read |= Q(pk__in=BoardRead.objects.filter(forum=post.topic.forum_id, **since).values("user"))
    # By a subquery: exclude() over a join would look for the kind and for the post in two rows of their own.
    told = Q(pk__in=Notification.objects.filter(kind__in=Told.values, subject_id=post.pk).values("member"))
    return Member.objects.filter(readers_of(post.topic.forum)).exclude(have_read | told)


def _of_board(board: Board) -> Q:
    """Who hears of new topics: who follows the board or its group, and the active members of that group."""
    followed = Q(pk__in=Following.objects.member_ids(board.place))
    if board.work_group_id is None:
        return followed
    members = Membership.objects.active().filter(group=board.work_group_id).values("member")
    of_group = Following.objects.member_ids(place_of("group", board.work_group_id))
    return followed | Q(pk__in=of_group) | Q(pk__in=members)


def _is_first_answer(post: Post) -> bool:
    """Nobody but the asker wrote in the topic before."""
    asker = post.topic.poster_id
    others = post.topic.posts.approved().before(post).exclude(poster=asker)
    return post.poster_id != asker and not others.exists()


def _pks(members: QuerySet[Member]) -> QuerySet[Member, int]:
    return members.values_list("pk", flat=True)
