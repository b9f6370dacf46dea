"""Some replies of a topic become a topic of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.moving import divide_place
from community.notifications.services.telling import take_back
from community.people.services import record
from community.safety.races import again_after_race
from community.search.services import index
from forum.enums import Told
from forum.models import Post, SplitTopic, Topic, TopicRead, topic_slug
from forum.routing.services.settling import settle_first_answer
from forum.services.counting import settle
from forum.services.reading import keep_board_marks

from .acting import TendRefused, lock_seen, lock_target

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Board


@again_after_race
@transaction.atomic
def split_topic(
    *, topic: Topic, posts: Collection[int], title: str, board: Board, by: Member, seen_board: int
) -> Topic:
    """Make a topic in `board` of these replies; who wrote the first of them has started it. Audited.

    Each reader has read as much of it as before, and whoever follows or mutes the old topic does so with the new one.
    An accepted answer that goes along is none any more. Raises TendRefused.
    """
    source = lock_seen(by=by, seen={topic.pk: seen_board})[topic.pk]
    target = lock_target(by=by, board=board, others={source.forum_id})
    chosen = _chosen(source, posts)
    first, keys = chosen[0], [post.pk for post in chosen]
    made = Topic.objects.create(
        forum=target,
        poster=first.poster,
        subject=title,
        slug=topic_slug(title),
        created=first.created,
        first_post=first,
        in_board_since=None if target.pk == source.forum_id else timezone.now(),
    )
    source.posts.filter(pk__in=keys).update(topic=made)
    if source.accepted_answer_id in keys:
        _open_again(source, by)
    _divide(source, made, keys)
    settle(topics=[source.pk, made.pk], boards={source.forum_id, target.pk})
    settle_first_answer(topics=[source.pk])
    for row in (source, made):
        row.refresh_from_db()
        index(kind="topic", row=row)
    after = {"topic": made.pk, "title": title, "board": target.slug, "posts": keys}
    record(by=by, action="split", about=source, before={"board": source.forum.slug}, after=after)
    return made


def _chosen(source: Topic, posts: Collection[int]) -> list[Post]:
    found = list(source.posts.approved().filter(pk__in=posts).in_order().select_related("poster"))
    if not found:
        raise TendRefused(_("Choose the replies that shall become a topic of their own."))
    if len(found) < len(set(posts)):
        raise TendRefused(_("Some of these posts are not in this topic any more. Look again, then choose."))
    if any(post.pk == source.first_post_id for post in found):
        raise TendRefused(
            _("The first post stays: a topic begins with it. Choose replies only, or move the whole topic.")
        )
    return found


def _open_again(source: Topic, by: Member) -> None:
    former = source.accepted_answer_id
    source.accepted_answer = None
    source.save(update_fields=["accepted_answer"])
    record(by=by, action="take back", about=source, before={"accepted_answer": former}, after={"accepted_answer": None})
    if former is not None:
        take_back(kind=Told.ANSWER_ACCEPTED, about=former)


def _divide(source: Topic, made: Topic, posts: Collection[int]) -> None:
    SplitTopic.objects.create(source=source, topic=made)
    marks = TopicRead.objects.filter(topic=source).values_list("user", "mark_time")
    TopicRead.objects.bulk_create(TopicRead(user_id=user, topic=made, mark_time=moment) for user, moment in marks)
    if made.forum_id != source.forum_id:
        keep_board_marks(topic=made, board=source.forum_id)
    divide_place(former=source.place, into=made.place, kinds=Told.values, about=posts)
