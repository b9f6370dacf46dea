"""The counters and last posts of topics and boards: kept by conditional UPDATE, recounted only where rows moved.

Who changes what counts locks the topic first, then its board; several topics, then several boards, by primary key. A
board counts its approved topics, and the approved posts of those.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from forum.models import Board, Post, Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forum.querysets import PostQuerySet


def count_new_topic(topic: Topic, post: Post) -> None:
    """A new topic with its first post, both approved."""
    _count_in_topic(topic, post, first_post=post)
    topic.first_post = post
    _count_in_board(topic.forum_id, post, topics=1)


def count_new_post(topic: Topic, post: Post) -> None:
    """A new approved post in an approved topic whose row is locked."""
    is_other = post.poster_id is None or post.poster_id != topic.poster_id
    _count_in_topic(topic, post, **({"has_other_writers": True} if is_other else {}))
    _count_in_board(topic.forum_id, post, topics=0)


def count_imported(topic: Topic, posts: Sequence[Post], *, is_new: bool) -> None:
    """Posts from elsewhere, the oldest first, in a locked or new topic: the topic is recounted, its board is not."""
    if is_new:
        topic.first_post = posts[0]
        topic.save(update_fields=["first_post"])
    settle(topics=[topic.pk], boards=())
    if topic.approved:
        Board.objects.filter(pk=topic.forum_id).update(
            direct_topics_count=F("direct_topics_count") + int(is_new),
            direct_posts_count=F("direct_posts_count") + len(posts),
            **_last(posts[-1]),
        )


def settle(*, topics: Collection[int], boards: Collection[int]) -> None:
    """Bring both to what a recount gives, after posts or topics were hidden, shown again or moved.

    The caller holds the locks; `lock` takes them.
    """
    for pk in sorted(topics):
        Topic.objects.filter(pk=pk).update(**_of_topic())
    for pk in sorted(boards):
        Board.objects.filter(pk=pk).update(**_of_board())


def lock(*, topics: Collection[int], also: Mapping[str, Any] | None = None) -> dict[int, Topic]:
    """Lock these topics in the order that keeps two from waiting for each other; by primary key, with their boards.

    Those that are no longer there are left out; the others bring the annotations `also`.
    """
    rows = Topic.objects.filter(pk__in=topics).order_by("pk").annotate(**(also or {})).select_for_update(no_key=True)
    found = {topic.pk: topic for topic in rows}
    # Not joined: a statement that waited for the lock would join the board that a moved topic was in before.
    boards = Board.objects.in_bulk({topic.forum_id for topic in found.values()})
    for topic in found.values():
        topic.forum = boards[topic.forum_id]
    return found


def lock_boards(*, boards: Collection[int]) -> dict[int, Board]:
    """Likewise for boards; after the topics."""
    rows = Board.objects.filter(pk__in=boards).order_by("pk").select_for_update(no_key=True)
    return {board.pk: board for board in rows}


def miscounted() -> dict[str, list[int]]:
    """Primary keys of topics and boards whose counters or last posts differ from a recount; reads every post."""
    return {
        "topics": _different(Topic.objects.all(), _of_topic()),
        "boards": _different(Board.objects.holding_topics(), _of_board()),
    }


def mend(*, at_once: int = 500) -> dict[str, list[int]]:
    """Bring what `miscounted` finds to what a recount gives, few rows at a time; return what was wrong.

    After the release before wrote while the hub was upgraded, or somebody changed rows behind the services.
    """
    topics = _different(Topic.objects.all(), _of_topic())
    for start in range(0, len(topics), at_once):
        some = topics[start : start + at_once]
        with transaction.atomic():
            lock(topics=some)
            settle(topics=some, boards=())
    boards = _different(Board.objects.holding_topics(), _of_board())
    for board in boards:
        with transaction.atomic():
            lock_boards(boards=[board])
            settle(topics=(), boards=[board])
    return {"topics": topics, "boards": boards}


def _different(rows: QuerySet[Any], truth: dict[str, Any]) -> list[int]:
    """One pass over `rows`; what is missing on both sides is equal."""
    counted = {f"true_{name}": value for name, value in truth.items()}
    same = Q()
    for name in truth:
        same &= Q(**{name: F(f"true_{name}")}) | Q(**{f"{name}__isnull": True, f"true_{name}__isnull": True})
    # CASE, because a comparison with NULL is neither true nor false, and NOT leaves it so.
    is_right = Case(When(same, then=Value(True)), default=Value(False), output_field=BooleanField())
    return sorted(rows.annotate(**counted, is_right=is_right).filter(is_right=False).values_list("pk", flat=True))


def _of_topic() -> dict[str, Any]:
    """What a topic's row says, from its posts: its first post stands, whether or not it is approved."""
    posts: PostQuerySet = Post.objects.approved().filter(topic=OuterRef("pk"))
    is_other = ~Q(poster=OuterRef("poster")) | Q(poster__isnull=True) | Q(topic__poster__isnull=True)
    others = posts.exclude(pk=OuterRef("first_post")).filter(is_other)
    return {"posts_count": _number(posts.values("topic")), "has_other_writers": Exists(others), **_last_of(posts)}


def _of_board() -> dict[str, Any]:
    """What a board's row says, from its topics; their rows are right already."""
    topics = Topic.objects.approved().filter(forum=OuterRef("pk"))
    posts = topics.order_by().values("forum").annotate(number=Sum("posts_count")).values("number")
    last = topics.filter(last_post__isnull=False).order_by("-last_post_on", "-last_post")
    return {
        "direct_topics_count": _number(topics.values("forum")),
        "direct_posts_count": Coalesce(Subquery(posts), 0),
        "last_post": Subquery(last.values("last_post")[:1]),
        "last_post_on": Subquery(last.values("last_post_on")[:1]),
    }


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().annotate(number=Count("pk")).values("number")), 0)


def _last_of(posts: PostQuerySet) -> dict[str, Any]:
    last = posts.order_by("-created", "-pk")
    return {"last_post": Subquery(last.values("pk")[:1]), "last_post_on": Subquery(last.values("created")[:1])}


def _last(post: Post) -> dict[str, Any]:
    """The last post and its date, unless a later one is there already."""
    is_last = Q(last_post_on__isnull=True) | Q(last_post_on__lte=post.created)
    return {
        "last_post": Case(When(is_last, then=Value(post.pk)), default=F("last_post"), output_field=BigIntegerField()),
        "last_post_on": Case(When(is_last, then=Value(post.created)), default=F("last_post_on")),
    }


def _count_in_topic(topic: Topic, post: Post, **fields: Any) -> None:
    Topic.objects.filter(pk=topic.pk).update(posts_count=F("posts_count") + 1, **_last(post), **fields)
    topic.posts_count += 1  # the row is locked: what is at hand is what is stored
    if topic.last_post_on is None or post.created >= topic.last_post_on:
        topic.last_post, topic.last_post_on = post, post.created


def _count_in_board(board: int, post: Post, *, topics: int) -> None:
    Board.objects.filter(pk=board).update(
        direct_topics_count=F("direct_topics_count") + topics,
        direct_posts_count=F("direct_posts_count") + 1,
        **_last(post),
    )
