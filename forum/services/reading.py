"""What a reader has read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.notifications.services.reading import mark_place_read, mark_places_read
from forum.models import Board, BoardRead, Topic, TopicRead

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Post


@transaction.atomic(savepoint=False)
def mark_topic_read(*, reader: Member, topic: Topic, up_to: datetime) -> None:
    """Remember that `reader` has read `topic` up to a moment; a mark never goes back.

    What was told of it up to then is read too, so that no mail goes out about it.
    """
    mine = TopicRead.objects.filter(user=reader, topic=topic)
    if not mine.filter(mark_time__lt=up_to).update(mark_time=up_to):
        TopicRead.objects.bulk_create([TopicRead(user=reader, topic=topic, mark_time=up_to)], ignore_conflicts=True)
    mark_place_read(reader=reader, place=topic.place, up_to=up_to)


def mark_own_post_read(*, writer: Member, post: Post) -> None:
    """Remember that who wrote the newest post of a topic has read it up to there; one statement.

    No mark can be later than the newest post, so this one needs no look at the former.
    """
    TopicRead.objects.bulk_create(
        [TopicRead(user=writer, topic_id=post.topic_id, mark_time=post.created)],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["mark_time"],
    )


@transaction.atomic
def mark_boards_read(*, reader: Member, boards: Iterable[Board], at: datetime | None = None) -> None:
    """Remember that `reader` has read all of `boards` up to `at`; the marks of their topics are spent."""
    now = at or timezone.now()
    marks = [BoardRead(user=reader, forum=board, mark_time=now) for board in boards]
    BoardRead.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["user", "forum"], update_fields=["mark_time"]
    )
    marked = [mark.forum_id for mark in marks]
    TopicRead.objects.filter(user=reader, topic__forum__in=marked, mark_time__lte=now).delete()
    mark_places_read(reader=reader, sort="topic", rows=Topic.objects.filter(forum__in=marked), up_to=now)


def keep_board_marks(*, topic: Topic, board: int) -> None:
    """What was read by a mark of the board that `topic` leaves stays read; called before it leaves."""
    own = dict(TopicRead.objects.filter(topic=topic).values_list("user", "mark_time"))
    marks = BoardRead.objects.filter(forum=board, mark_time__gte=topic.created).order_by("user")
    TopicRead.objects.bulk_create(
        [
            TopicRead(user_id=user, topic=topic, mark_time=moment)
            for user, moment in marks.values_list("user", "mark_time")
            if user not in own or own[user] < moment
        ],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["mark_time"],
        batch_size=1_000,
    )
