"""People and topics for what somebody types: only what that person may see, few, and from an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.people.models import Member
from community.search.models import SearchEntry
from forum.models import Topic
from forum.querysets import readers_of
from forum.quoting import escaped

if TYPE_CHECKING:
    from forum.models import Board
    from forum.querysets import Viewer

MOST_SUGGESTED, MOST_SIMILAR = 8, 5


@dataclass(frozen=True)
class Suggestion:
    """One line of the menu, and the Markdown that takes the place of what was typed."""

    name: str
    hint: str
    markdown: str


def members_named(viewer: Viewer, board: Board, typed: str) -> list[Suggestion]:
    """Members who read `board` and have names with words that begin as `typed`. One query."""
    readers = Member.objects.visible_to(viewer).filter(readers_of(board))
    found = readers.named(typed).for_directory()[:MOST_SUGGESTED]
    return [
        Suggestion(
            member.display_name,
            member.department.acronym if member.department else "",
            f"[@{escaped(member.display_name)}]({member.get_absolute_url()})",
        )
        for member in found
    ]


def topics_named(viewer: Viewer, board: Board, typed: str) -> list[Suggestion]:
    """Topics that `viewer` sees, in any board, with titles that hold what was typed. Two queries."""
    entries = SearchEntry.objects.visible_to(viewer).for_kind("topic").titled(typed)[:MOST_SUGGESTED]
    return [
        Suggestion(topic.subject, topic.forum.name, f"[{escaped(topic.subject)}]({topic.get_absolute_url()})")
        for topic in _topics(viewer, [int(entry.key) for entry in entries])
    ]


def similar_topics(viewer: Viewer, title: str) -> list[Topic]:
    """Topics that `viewer` sees whose titles share two words or more with `title`, best first. Two queries."""
    entries = SearchEntry.objects.visible_to(viewer).for_kind("topic").resembling(title)[:MOST_SIMILAR]
    return _topics(viewer, [int(entry.key) for entry in entries])


def _topics(viewer: Viewer, keys: list[int]) -> list[Topic]:
    """In the order of `keys`; asked once more who sees them, should an entry be older than a rule."""
    found = Topic.objects.visible_to(viewer).select_related("forum").with_standing().in_bulk(keys)
    return [found[key] for key in keys if key in found]
