"""What members of a load did around the posts: read, follow, share questions, and were told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from community.notifications.enums import Level
from community.notifications.models import Following, Notification
from community.notifications.registries import place_of
from forum.enums import Told, TopicKind
from forum.models import BoardRead, SharedQuestion, TopicRead

from .filling import fill
from .writing import Draft

_RECENT = timedelta(days=60)


def fill_marks(draft: Draft, rows: Iterator[tuple[Any, ...]]) -> None:
    """Add what `mark_rows` made."""
    fill(TopicRead, ("user_id", "topic_id", "mark_time"), rows)


def mark_rows(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Half of the marks are on what was written lately; one in five leaves something unread."""
    choose = _choose(draft, "marks")
    recent, older = _open_topics(draft)
    left = draft.sizes.marks
    for place, member in enumerate(draft.places.members):
        number = left // (draft.sizes.members - place)
        lately = choose.sample(recent, min(number // 2, len(recent)))
        drawn = lately + choose.sample(older, min(number - len(lately), len(older)))
        left -= len(drawn)
        for topic in drawn:
            thread = draft.plan.threads[topic]
            moment = thread.last_at if choose.random() < 0.8 else (thread.created + thread.last_at) // 2
            yield member, draft.first_topic + topic, draft.at(moment)


def fill_rest(draft: Draft) -> dict[str, int]:
    """Board marks, followings, shared questions and notifications; how many topics have what."""
    made = {
        "board marks": list(_board_marks(draft)),
        "followings": list(_followings(draft)),
        "shared questions": list(_shared(draft)),
        "notifications": list(_notifications(draft)),
    }
    fill(BoardRead, ("user_id", "forum_id", "mark_time"), made["board marks"])
    fill(Following, ("member_id", "place", "level", "since"), made["followings"])
    fill(SharedQuestion, ("topic_id", "member_id", "at"), made["shared questions"])
    columns = ("member_id", "kind", "subject_id", "place", "by_id", "at", "level", "read_at")
    fill(Notification, columns, made["notifications"])
    return {name: len(rows) for name, rows in made.items()}


def _choose(draft: Draft, what: str) -> random.Random:
    return random.Random(f"{what} {draft.sizes.seed}")  # noqa: S311  a load, no secret


def _open_topics(draft: Draft) -> tuple[list[int], list[int]]:
    """Topics that every member reads: those of the last weeks, and the others."""
    recent: list[int] = []
    older: list[int] = []
    since = (draft.sizes.until - _RECENT - draft.sizes.since).total_seconds()
    for number, thread in enumerate(draft.plan.threads):
        if draft.places.writers[thread.board] is None:
            (recent if thread.last_at >= since else older).append(number)
    return recent, older


def _board_marks(draft: Draft) -> Iterator[tuple[Any, ...]]:
    choose = _choose(draft, "boards")
    shared = [board.pk for board in draft.places.boards if not board.is_private]
    for member in draft.places.members:
        for board in choose.sample(shared, 2):
            yield member, board, draft.sizes.until - timedelta(days=choose.randrange(200))


def _followings(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Who starts a topic follows it; one member in fifty follows a public board."""
    choose = _choose(draft, "followings")
    for number, thread in enumerate(draft.plan.threads):
        place = place_of("topic", draft.first_topic + number)
        yield draft.places.members[thread.starter], place, "", draft.at(thread.created)
    for board in draft.places.boards:
        if not board.is_private:
            for member in choose.sample(draft.places.members, max(draft.sizes.members // 50, 1)):
                yield member, board.place, "", draft.sizes.since


def _shared(draft: Draft) -> Iterator[tuple[Any, ...]]:
    choose = _choose(draft, "shared")
    recent, older = _open_topics(draft)
    for number in recent + older:
        thread = draft.plan.threads[number]
        if thread.kind == TopicKind.QUESTION and choose.random() < 0.3:
            member = (thread.starter + choose.randrange(1, draft.sizes.members)) % draft.sizes.members
            yield draft.first_topic + number, draft.places.members[member], draft.at(thread.last_at)


def _notifications(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Starters were told of the last reply; on the site only, so that no mail goes out."""
    choose = _choose(draft, "notifications")
    for number, thread in enumerate(draft.plan.threads):
        writer = draft.plan.writer_of[thread.last]
        if writer == thread.starter or choose.random() < 0.5:
            continue
        at = draft.at(thread.last_at)
        place = place_of("topic", draft.first_topic + number)
        read_at = at + timedelta(hours=5) if choose.random() < 0.7 else None
        member, by = draft.places.members[thread.starter], draft.places.members[writer]
        kind, level = str(Told.REPLY.value), str(Level.SITE.value)
        yield member, kind, draft.first_post + thread.last, place, by, at, level, read_at
