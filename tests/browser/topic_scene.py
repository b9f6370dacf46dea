"""Polls in each state, and topics to look after, for topic_pages.py; part of scene.py."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from forum.enums import Audience
from forum.models import Board, Poll, Topic
from forum.polls.services import PollWords, put_poll, vote
from forum.rendering import compose
from forum.services.boards import found_board
from forum.services.posting import start_topic
from forum.tending.services.splitting import split_topic
from tests.factories.forum import make_topic

OPTIONS = ("Monday, before the council meets", "Wednesday", "Friday")


def topics_to_tend(people: dict[str, Member]) -> dict[str, str]:
    """A board of its own, so that the forum's other pages stay as they are."""
    board = found_board(board=Board(name="Scene: tended", slug="scene-tended", audience=Audience.EVERYBODY), by=None)
    found_board(board=Board(name="Scene: untended", slug="scene-untended", audience=Audience.EVERYBODY), by=None)
    long, other = make_topic(board, posts=4, title="Scene: four posts"), make_topic(board, title="Scene: the other one")
    part = split_topic(
        topic=long,
        posts=[long.last_post_id],
        title="Scene: apart",
        board=board,
        by=people["admin"],
        seen_board=board.pk,
    )
    tomorrow = timezone.now() + timedelta(days=1)
    voted = _poll(people, board, PollWords("Which day suits you?", OPTIONS, 2))
    hidden = _poll(people, board, PollWords("Which day is it?", OPTIONS, closes_at=tomorrow, hide_results=True))
    closed = _poll(people, board, PollWords("Which day was it?", OPTIONS, closes_at=tomorrow))
    Poll.objects.filter(topic=closed).update(closes_at=timezone.now() - timedelta(days=1))
    fresh = start_topic(board=board, poster=people["member"], title="Scene: no vote yet", text=compose("Vote."))
    put_poll(topic=fresh, by=people["member"], words=PollWords("Which hour?", ("Nine", "Ten")))
    merge = reverse("boards:topic_merge", args=[long.pk])
    return {
        "poll_topic": voted.get_absolute_url(),
        "hidden_poll_topic": hidden.get_absolute_url(),
        "closed_poll_topic": closed.get_absolute_url(),
        "poll_vote": reverse("boards:poll_vote", args=[voted.pk]),
        "poll_edit": reverse("boards:poll_edit", args=[fresh.pk]),
        "voted_poll_edit": reverse("boards:poll_edit", args=[voted.pk]),
        "split_topic": part.get_absolute_url(),
        "topic_tend": reverse("boards:topic_tend", args=[long.pk]),
        "topic_merge": merge,
        "topic_merge_both": f"{merge}?other={other.pk}",
        "topic_split": reverse("boards:topic_split", args=[long.pk]),
        "board_tend": reverse("boards:board_tend", args=["scene-tended"]),
        "empty_board_tend": reverse("boards:board_tend", args=["scene-untended"]),
    }


def _poll(people: dict[str, Member], board: Board, words: PollWords) -> Topic:
    """A topic of the member with that poll, on which the lead and the instructor voted."""
    topic = start_topic(board=board, poster=people["member"], title=f"Scene: {words.question}", text=compose("Vote."))
    made = put_poll(topic=topic, by=people["member"], words=words)
    first, *_others, last = made.options.order_by("pk").values_list("pk", flat=True)
    for voter, options in (("lead", [first]), ("instructor", [last])):
        vote(topic=topic, voter=people[voter], options=options)
    return topic
