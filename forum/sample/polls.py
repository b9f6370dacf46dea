"""Polls of the sample threads, with the votes of its invented people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from community.people.sample import sample_member
from forum.models import Poll, Topic
from forum.polls.services import PollWords, put_poll, vote


def load_poll(topic: Topic, poll: dict[str, Any], now: datetime) -> None:
    """Put the poll that a thread's file describes; `votes` has the places of the choices by member."""
    words = PollWords(poll["question"], tuple(poll["options"]), poll.get("most", 1))
    if topic.poster is None:
        raise ValueError(f"{topic.subject}: a poll needs somebody who started the topic.")
    made = put_poll(topic=topic, by=topic.poster, words=words)
    options = list(made.options.order_by("pk").values_list("pk", flat=True)) if made else []
    for key, places in poll["votes"].items():
        vote(topic=topic, voter=sample_member(key), options=[options[place] for place in places])
    if "days" in poll:  # after the votes: they count whenever the sample is loaded
        Poll.objects.filter(topic=topic).update(closes_at=now + timedelta(days=poll["days"]))
