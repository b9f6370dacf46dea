"""What the forum does in the background. Each task may run twice."""

from __future__ import annotations

from .drafts.services import prune_drafts
from .files.services import prune_pictures
from .models import Post, Topic
from .routing.services import asking, reminding, settling
from .services import telling


def tell_of_post(post_pk: int) -> str:
    """Tell who is to hear of a post; returns how many for the task list.

    A new question is put to those who know first, so that they hear of it once.
    """
    post = Post.objects.select_related("topic__forum", "poster").filter(pk=post_pk).first()
    if post is None:
        return "the post is gone"
    if post.topic.is_question:
        asking.put_question(topic=post.topic)
        settling.settle_first_answer(topics=[post.topic_id])
    return f"{telling.tell_of_post(post=post)} told"


def tell_of_mentions(post_pk: int, members: list[int]) -> str:
    """Tell those whom a change of a post names newly."""
    post = Post.objects.select_related("topic__forum", "poster").filter(pk=post_pk).first()
    return f"{telling.tell_of_mentions(post=post, members=members)} told" if post else "the post is gone"


def tidy() -> str:
    """Delete old drafts, and pictures that no post shows."""
    return f"{prune_drafts()} drafts, {prune_pictures()} pictures deleted"


def put_question(topic_pk: int) -> str:
    """Put a topic that became a question, or was given back by somebody, to those who know."""
    topic = Topic.objects.filter(pk=topic_pk).first()
    if topic is None:
        return "the topic is gone"
    settling.settle_first_answer(topics=[topic.pk])
    return f"{len(asking.put_question(topic=topic))} asked"


def remind_of_waiting() -> str:
    """Each hour: tell those who look after a board of questions that wait."""
    return f"{reminding.remind_of_waiting()} questions wait"


def settle_first_answers() -> str:
    """Each night: find the first answer of every question again, whatever came by another way."""
    return f"{settling.settle_all()} questions have an answer"
