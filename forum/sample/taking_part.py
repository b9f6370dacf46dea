"""The sample hub's outcomes of work groups, and its reactions to posts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from community.notifications.services.telling import without_mail
from community.people.sample import sample_member
from forum.models import Outcome, Topic
from forum.outcomes.services import answer_quote, publish_outcome
from forum.reactions.enums import ReactionKind
from forum.reactions.services import react
from forum.rendering import compose

_DATA = Path(__file__).with_name("taking_part.toml")


def load_taking_part(moment: Callable[[int], datetime]) -> None:
    """Make what is missing; `moment` gives the time so many hours ago."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    for fields in data["outcomes"]:
        if not Outcome.objects.filter(title=fields["title"]).exists():
            _publish(fields, moment(fields["hours"]))
    for fields in data["reactions"]:
        post = _topic(fields).posts.in_order()[fields["post"]]
        for kind in ReactionKind:
            for key in fields.get(kind.value, ()):
                react(post=post, member=sample_member(key), kind=kind)


def _topic(fields: dict[str, Any]) -> Topic:
    return Topic.objects.get(forum__slug=fields["board"], subject=fields["topic"])


def _publish(fields: dict[str, Any], at: datetime) -> None:
    topic = _topic(fields)
    posts = list(topic.posts.in_order())
    asked = [posts[place].pk for place in fields["quotes"]]
    with without_mail():
        outcome = publish_outcome(
            topic=topic,
            by=sample_member(fields["by"]),
            title=fields["title"],
            text=compose(fields["text"]),
            posts=asked,
            at=at,
        )
        agreed = [posts[place].pk for place in fields["agreed"]]
        for quote in outcome.quoted.filter(post__in=agreed, is_agreed=None).select_related("post__poster"):
            if quote.post.poster is not None:
                answer_quote(quote=quote, by=quote.post.poster, is_agreed=True)
