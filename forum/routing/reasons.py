"""Why somebody was asked, in words to that member."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.people.registries import Reason, knowledge
from forum.models import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Post, Topic


@dataclass(frozen=True)
class AskedPeople:
    """Whom we asked, and why the viewer, when the viewer is one of them and wrote nothing yet."""

    names: list[str]
    because: str


def asked_on(topic: Topic, posts: Iterable[Post], viewer: Member | AnonymousUser) -> AskedPeople | None:
    """What the page of a question without an accepted answer says; `topic` as `with_asked` gives it. No query."""
    if not topic.is_question or topic.accepted_answer_id is not None:
        return None
    names: list[str] = topic.asked_names.split("\n")
    mine = topic.my_reasons
    wrote = mine is not None and any(post.poster_id == viewer.pk for post in posts)
    return AskedPeople([name for name in names if name], because_of(mine) if mine is not None and not wrote else "")


def because(reader: Member, topics: Collection[int]) -> dict[int, str]:
    """By topic, why `reader` was asked, with the titles that `reader` may see; a query, and one for each source."""
    rows = {row.topic_id: row.why for row in Asked.objects.filter(member=reader, topic__in=topics)}
    names = knowledge.names(reader, [reason for why in rows.values() for reason in why])
    return {topic: knowledge.because(why, names) for topic, why in rows.items()}


def because_of(stored: list[dict[str, object]]) -> str:
    """The same of one row, without titles and so without a query."""
    return knowledge.because([Reason.of(each) for each in stored])
