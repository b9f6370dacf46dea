"""Starting topics and replying; counters and last posts are kept in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.notifications.services.following import follow
from community.people.errors import HubError
from community.safety.races import again_after_race
from community.search.services import append, index, plain_words
from forum.drafts.services import drop_draft
from forum.enums import TopicKind
from forum.files.services import attach, use_pictures
from forum.kinds.permissions import can_announce
from forum.kinds.services import put_tags
from forum.mentions.services import note_mentions
from forum.models import Board, Post, Topic, Withheld, topic_slug
from forum.moderation.enums import Why
from forum.moderation.services.entering import asked, enter
from forum.permissions import can_post, is_archive

from .counting import count_new_post, count_new_topic
from .locking import lock_topic
from .reading import mark_own_post_read, mark_topic_read

if TYPE_CHECKING:
    from uuid import UUID

    from community.people.models import Member
    from forum.files.services import FileLetIn
    from forum.moderation.services.entering import Wait
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
    files: Sequence[FileLetIn] = (),
    draft: str = "",
    at: datetime | None = None,
) -> Topic:
    """Open a topic with its first post; its starter follows it, and a task tells who is to hear of it.

    `files` and `draft`: as for `reply`.

    The same form sent twice gives the topic it made. Raises PostRefused, EntryRefused. A post that waits for a
    moderator is not `approved`. `at` is for content from elsewhere, which nobody is told of and which has no limits.
    """
    boards = Board.objects.annotate(**asked(poster, "pk"))
    current = boards.select_for_update(no_key=True).get(pk=board.pk)  # the same form twice takes turns
    twin = Topic.objects.filter(posts__poster=poster, posts__form_token=form_token).first() if form_token else None
    if twin is not None:
        return twin
    wait = enter(current, poster, html=text.html, title=title, files=len(files)) if at is None else None
    if not can_post(poster, current):
        raise PostRefused(_("You can't start a topic in this board. Choose another board."))
    if kind == TopicKind.ANNOUNCEMENT and not can_announce(poster, current):
        raise PostRefused(_("Only those who look after this board can announce here. Choose another kind."))
    topic = Topic.objects.create(
        forum=current,
        poster=poster,
        subject=title,
        slug=topic_slug(title),
        kind=kind,
        approved=wait is None,
        created=at or timezone.now(),
    )
    if tags:
        put_tags(topic=topic, names=tags)
    post = _add_post(topic, poster, text, form_token, at=topic.created, wait=wait)
    _complete(post, text, files, draft)
    if wait is not None:
        topic.first_post = post
        topic.save(update_fields=["first_post"])
        return topic
    count_new_topic(topic, post)
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
    files: Sequence[FileLetIn] = (),
    draft: str = "",
    at: datetime | None = None,
) -> Post:
    """Add a post to a topic, or to the one it was merged into; who writes follows it, and a task tells the others.

    `files` were let in by `community.safety.uploads.admit`, each with what it said of them. `draft` is the place of the
    poster's draft that is posted by this.

    The same form sent twice gives the post it made. Raises PostRefused for a locked topic, and for one that the poster
    doesn't see any more; EntryRefused. A post that waits for a moderator is not `approved`. `at` is for content from
    elsewhere, which nobody is told of and which has no limits.
    """
    # Asked and locked in one query; the rest of `can_reply` follows below. A twin that was not committed when the query
    # began shows in the second turn: the constraint on posts refuses the first one.
    twin = Post.objects.filter(poster=poster, form_token=form_token, form_token__isnull=False).values("pk")
    also = {
        "twin": Subquery(twin),
        "is_archived": is_archive(OuterRef("forum__work_group")),
        **asked(poster, "forum_id"),
    }
    current: Any = lock_topic(viewer=poster, pk=topic.pk, also=also)
    if current is None:
        raise PostRefused(_("This topic is not here any more, or it is in a board that you don't read any more."))
    if current.twin is not None:
        return Post.objects.select_related("topic").get(pk=current.twin)
    if current.is_archived:
        raise PostRefused(_("This work group is closed: its topics stay to read, and nobody adds to them."))
    if current.is_locked:
        raise PostRefused(_("This topic is locked: nobody can reply any more. You may start a new topic about it."))
    wait = enter(current, poster, html=text.html, files=len(files)) if at is None else None
    # The clock is read after the lock, so that posts of a topic are never older than one a reader has seen.
    post = _add_post(current, poster, text, form_token, at=at or timezone.now(), wait=wait)
    _complete(post, text, files, draft)
    if wait is not None:
        return post
    count_new_post(current, post)
    _announce(current, post, is_news=at is None)
    return post


def _add_post(
    topic: Topic, poster: Member, text: PostText, form_token: UUID | None, *, at: datetime, wait: Wait | None
) -> Post:
    """The row; with a `wait` it is not shown, and the queue has it."""
    post = Post.objects.create(
        topic=topic,
        poster=poster,
        content=text.source,
        html=text.html,
        form_token=form_token,
        created=at,
        approved=wait is None,
    )
    if wait is not None:
        Withheld.objects.create(post=post, why=Why.WAITING, reason=wait.reason, rule=wait.rule, at=at)
    return post


def _complete(post: Post, text: PostText, files: Sequence[FileLetIn], draft: str) -> None:
    """What belongs to a new post beside its row; the draft it was is gone."""
    attach(post=post, files=files)
    use_pictures(post=post, text=text, is_new=True)
    note_mentions(post=post, text=text, is_new=True)
    if draft and post.poster is not None:
        drop_draft(member=post.poster, place=draft)


def _announce(topic: Topic, post: Post, *, is_news: bool) -> None:
    """Writers have read what they wrote and follow it; search finds it; a task tells the others."""
    if post.poster is not None:
        if topic.last_post_id == post.pk:
            mark_own_post_read(writer=post.poster, post=post)
        else:
            mark_topic_read(reader=post.poster, topic=topic, up_to=post.created)
        follow(member=post.poster, place=topic.place)
    if topic.last_post_id == post.pk != topic.first_post_id:
        append(kind="topic", row=topic, text=plain_words(post.html), at=post.created)
    else:
        index(kind="topic", row=topic)
    if is_news:
        async_task(_TELL, post.pk, group="forum")
