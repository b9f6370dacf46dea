"""Starting topics, replying, editing; counters and last posts are kept here, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.notifications.services.following import follow
from community.people.errors import HubError
from community.safety.races import again_after_race
from community.search.services import index
from forum.enums import TopicKind
from forum.kinds.permissions import can_announce
from forum.kinds.services import put_tags
from forum.models import Attachment, Board, Post, Topic, topic_slug
from forum.permissions import can_edit, can_post

from .reading import mark_own_post_read, mark_topic_read

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files import File

    from community.people.models import Member
    from community.safety.uploads import Admitted
    from forum.rendering import PostText


_TELL = "forum.tasks.tell_of_post"


class PostRefused(HubError):
    """The board or topic takes no post from this person, now."""


@again_after_race
@transaction.atomic
def start_topic(
    *,
    board: Board,
    poster: Member,
    title: str,
    text: PostText,
    kind: str = TopicKind.DISCUSSION,
    tags: Sequence[str] = (),
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Topic:
    """Open a topic with its first post; its starter follows it, and a task tells who is to hear of it.

    The same form sent twice gives the topic it made. Raises PostRefused. `at` is for content from elsewhere, which
    nobody is told of.
    """
    current = Board.objects.select_for_update(no_key=True).get(pk=board.pk)  # the same form twice takes turns
    twin = _made_from(form_token, poster)
    if twin is not None:
        return twin.topic
    if not can_post(poster, current):
        raise PostRefused(_("You can't start a topic in this board. Choose another board."))
    if kind == TopicKind.ANNOUNCEMENT and not can_announce(poster, current):
        raise PostRefused(_("Only those who look after this board can announce here. Choose another kind."))
    topic = Topic.objects.create(
        forum=current, poster=poster, subject=title, slug=topic_slug(title), kind=kind, created=at or timezone.now()
    )
    if tags:
        put_tags(topic=topic, names=tags)
    post = _add_post(topic, poster, text, form_token, topic.created)
    _count(topic, post, first_post=post)
    topic.first_post = post
    Board.objects.filter(pk=current.pk).update(
        direct_topics_count=F("direct_topics_count") + 1, direct_posts_count=F("direct_posts_count") + 1, **_last(post)
    )
    _announce(topic, post, is_news=at is None)
    return topic


@again_after_race
@transaction.atomic
def reply(
    *,
    topic: Topic,
    poster: Member,
    text: PostText,
    form_token: UUID | None = None,
    files: Sequence[tuple[File, Admitted]] = (),
    at: datetime | None = None,
) -> Post:
    """Add a post to a topic; who writes follows it, and a task tells who is to hear of it.

    `files` were let in by `community.safety.uploads.admit`, each with what it said of them.

    The same form sent twice gives the post it made. Raises PostRefused for a locked topic, and for one that the poster
    doesn't see any more. `at` is for content from elsewhere, which nobody is told of.
    """
    # Asked and locked in one query; the rest of `can_reply` follows below.
    mine = Topic.objects.visible_to(poster).select_related("forum").filter(pk=topic.pk)
    current = mine.select_for_update(no_key=True, of=("self",)).first()
    if current is None:
        raise PostRefused(_("This topic is not here any more, or it is in a board that you don't read any more."))
    twin = _made_from(form_token, poster)
    if twin is not None:
        return twin
    if current.is_locked:
        raise PostRefused(_("This topic is locked: nobody can reply any more. You may start a new topic about it."))
    # The clock is read after the lock, so that posts of a topic are never older than one a reader has seen.
    post = _add_post(current, poster, text, form_token, at or timezone.now())
    for file, admitted in files:
        _attach(post, file, admitted)
    _count(current, post)
    Board.objects.filter(pk=current.forum_id).update(direct_posts_count=F("direct_posts_count") + 1, **_last(post))
    _announce(current, post, is_news=at is None)
    return post


@transaction.atomic
def edit_post(*, post: Post, by: Member, text: PostText, title: str = "") -> Post:
    """Put other words in a post; `title` renames the topic when the post is its first one.

    Raises PostRefused when the topic was locked meanwhile, and for somebody else's post.
    """
    topic = Topic.objects.select_for_update(no_key=True, of=("self",)).select_related("forum").get(pk=post.topic_id)
    current = topic.posts.get(pk=post.pk)
    current.topic = topic
    if not can_edit(by, current):
        raise PostRefused(_("This post can't be edited any more: the topic is locked."))
    renamed = bool(title) and topic.first_post_id == current.pk and title != topic.subject
    if text.source == current.content and not renamed:
        return current
    topic.posts.filter(pk=current.pk).update(
        content=text.source,
        html=text.html,
        edited_at=timezone.now(),
        updated_by=by,
        updates_count=F("updates_count") + 1,
    )
    if renamed:
        topic.subject, topic.slug = title, topic_slug(title)
        topic.save(update_fields=["subject", "slug"])
    index(kind="topic", row=topic)
    return current


def _made_from(form_token: UUID | None, poster: Member) -> Post | None:
    if form_token is None:
        return None
    return Post.objects.select_related("topic").filter(poster=poster, form_token=form_token).first()


def _add_post(topic: Topic, poster: Member, text: PostText, form_token: UUID | None, at: datetime) -> Post:
    return Post.objects.create(
        topic=topic, poster=poster, content=text.source, html=text.html, form_token=form_token, created=at
    )


def _attach(post: Post, file: File, admitted: Admitted) -> None:
    row = Attachment(
        post=post, name=admitted.shown_name[-255:], size=file.size, content_type=admitted.content_type.partition(";")[0]
    )
    row.file.save(admitted.stored_name, file)


def _last(post: Post) -> dict[str, Any]:
    """The last post and its date, unless a later one is there already."""
    is_last = Q(last_post_on__isnull=True) | Q(last_post_on__lte=post.created)
    return {
        "last_post": Case(When(is_last, then=Value(post.pk)), default=F("last_post"), output_field=BigIntegerField()),
        "last_post_on": Case(When(is_last, then=Value(post.created)), default=F("last_post_on")),
    }


def _count(topic: Topic, post: Post, **fields: Any) -> None:
    Topic.objects.filter(pk=topic.pk).update(posts_count=F("posts_count") + 1, **_last(post), **fields)
    topic.posts_count += 1  # the row is locked: what is at hand is what is stored
    if topic.last_post_on is None or post.created >= topic.last_post_on:
        topic.last_post, topic.last_post_on = post, post.created


def _announce(topic: Topic, post: Post, *, is_news: bool) -> None:
    """Writers have read what they wrote and follow it; search finds it; a task tells the others."""
    if post.poster is not None:
        if topic.last_post_id == post.pk:
            mark_own_post_read(writer=post.poster, post=post)
        else:
            mark_topic_read(reader=post.poster, topic=topic, up_to=post.created)
        follow(member=post.poster, place=topic.place)
    index(kind="topic", row=topic)
    if is_news:
        async_task(_TELL, post.pk, group="forum")
