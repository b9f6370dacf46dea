"""Hiding a post and showing it again: the bit, the reason, the counters, the accepted answer, search."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django_q.tasks import async_task

from community.notifications.services.following import follow
from community.notifications.services.telling import take_back
from community.search.services import index
from forum.enums import Told
from forum.models import Post, Topic, Withheld
from forum.moderation.enums import Why
from forum.routing.services.settling import settle_first_answer
from forum.services.counting import lock_boards, settle

if TYPE_CHECKING:
    from community.people.models import Member

TELL = "forum.tasks.tell_of_post"


def withhold(post: Post, why: Why, *, by: Member | None, reason: str = "", rule: str = "") -> Withheld:
    """Show `post` no longer, and its topic neither when it is the first; its topic is locked by the caller.

    A question whose accepted answer it was is open again.
    """
    topic = post.topic
    fields = {"why": why, "reason": reason, "rule": rule, "by": by, "at": timezone.now()}
    first = fields | {"was_shown": post.approved}
    row, _made = Withheld.objects.update_or_create(post=post, defaults=fields, create_defaults=first)
    if not post.approved:
        return row
    _set_shown(post, shown=False)
    if topic.accepted_answer_id == post.pk:
        topic.accepted_answer = None
        topic.save(update_fields=["accepted_answer"])
        take_back(kind=Told.ANSWER_ACCEPTED, about=post.pk)
    _settle(topic)
    return row


def show(post: Post) -> None:
    """Show `post` again, and its topic when it is the first; its topic is locked by the caller.

    What nobody has seen yet is news: it takes its place at the end of the topic, now, its writer follows the topic, and
    a task tells who is to hear. An answer that was accepted before is not accepted again.
    """
    is_news = Withheld.objects.filter(post=post, was_shown=False).exists()
    Withheld.objects.filter(post=post).delete()
    if is_news:
        _date(post, timezone.now())
    _set_shown(post, shown=True)
    _settle(post.topic)
    if is_news:
        if post.poster is not None:
            follow(member=post.poster, place=post.topic.place)
        async_task(TELL, post.pk, group="forum")


def _set_shown(post: Post, *, shown: bool) -> None:
    Post.objects.filter(pk=post.pk).update(approved=shown)
    post.approved = shown
    topic = post.topic
    if topic.first_post_id == post.pk:
        Topic.objects.filter(pk=topic.pk).update(approved=shown)
        topic.approved = shown


def _date(post: Post, at: datetime) -> None:
    """Readers have marks up to when they read; what they could not see then comes after these."""
    Post.objects.filter(pk=post.pk).update(created=at)
    post.created = at
    if post.topic.first_post_id == post.pk:
        Topic.objects.filter(pk=post.topic_id).update(created=at)
        post.topic.created = at


def _settle(topic: Topic) -> None:
    lock_boards(boards=[topic.forum_id])
    settle(topics=[topic.pk], boards=[topic.forum_id])
    settle_first_answer(topics=[topic.pk])
    current = Topic.objects.select_related("forum").get(pk=topic.pk)
    index(kind="topic", row=current)
