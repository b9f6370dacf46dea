"""The topics and posts of a load, with their tags and their entries in search."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from community.search.models import SearchEntry
from forum.models import Post, Tag, Topic, TopicTag, topic_slug
from forum.search_source import ENOUGH, scope_of

from .filling import advance_sequences, fill, next_pk
from .places import Places
from .plan import Plan, shares
from .sizes import Sizes
from .texts import COUNTIES, Text, titles

_MOST_TAGS = 3
_STICKY = 0.001


@dataclass(frozen=True)
class Draft:
    """All that the rows of a load are made of."""

    sizes: Sizes
    places: Places
    plan: Plan
    pool: list[Text]
    first_topic: int  # primary keys; the others follow
    first_post: int

    @classmethod
    def of(cls, sizes: Sizes, places: Places, plan: Plan, pool: list[Text]) -> Draft:
        return cls(sizes, places, plan, pool, next_pk(Topic), next_pk(Post))

    def at(self, moment: int) -> datetime:
        """The moment of the plan as a date."""
        return self.sizes.since + timedelta(seconds=moment)

    def title(self, number: int) -> str:
        """The title of a topic; the number in it is found once."""
        about = titles()
        county = COUNTIES[number % len(COUNTIES)]
        return f"{about[number % len(about)]} ({county} County, request {number + 40_000})"


def topic_rows(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Rows for TOPIC_COLUMNS. The posts they point to come after them, in the same transaction."""
    choose = random.Random(f"topics {draft.sizes.seed}")  # noqa: S311  a load, no secret
    post = draft.first_post
    for number, thread in enumerate(draft.plan.threads):
        title = draft.title(number)
        yield (
            draft.first_topic + number,
            draft.places.boards[thread.board].pk,
            draft.places.members[thread.starter],
            title,
            topic_slug(title),
            thread.kind,
            int(choose.random() < _STICKY),
            draft.at(thread.created),
            len(thread.texts),
            post + thread.first,
            post + thread.last,
            draft.at(thread.last_at),
            None if thread.answer is None else post + thread.answer,
            thread.has_others,
        )


TOPIC_COLUMNS = (
    "id",
    "forum_id",
    "poster_id",
    "subject",
    "slug",
    "kind",
    "type",
    "created",
    "posts_count",
    "first_post_id",
    "last_post_id",
    "last_post_on",
    "accepted_answer_id",
    "has_other_writers",
)
POST_COLUMNS = ("id", "topic_id", "poster_id", "content", "html", "created")
ENTRY_COLUMNS = ("kind", "key", "title", "text", "url", "scope", "at")


def post_rows(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Rows for POST_COLUMNS, in the order of time, so that a topic's posts lie apart as they do in life."""
    said = [iter(thread.texts) for thread in draft.plan.threads]
    plan = draft.plan
    for place, topic in enumerate(plan.topic_of):
        text = draft.pool[next(said[topic])]
        writer = draft.places.members[plan.writer_of[place]]
        at = draft.at(plan.moment_of[place])
        yield draft.first_post + place, draft.first_topic + topic, writer, text.source, text.html, at


def make_tags(draft: Draft) -> dict[int, list[str]]:
    """Tags after the counties, and which topic has which; the names by the place of the topic."""
    names = [f"{county} County"[:30] for county in COUNTIES]
    taken = set(Tag.objects.values_list("slug", flat=True))
    start = next_pk(Tag)
    slugs = [topic_slug(name) for name in names]
    fresh = [(name, slug) for name, slug in zip(names, slugs, strict=True) if slug not in taken]
    fill(
        Tag,
        ("id", "name", "slug", "is_kept"),
        ((key, name, slug, True) for key, (name, slug) in enumerate(fresh, start)),
    )
    advance_sequences(Tag)
    tags = list(Tag.objects.filter(slug__in=slugs).order_by("pk"))
    choose = random.Random(f"tags {draft.sizes.seed}")  # noqa: S311  a load, no secret
    weights = shares(len(tags), 100_000, flat=1)
    drawn = {
        number: list(dict.fromkeys(choose.choices(range(len(tags)), weights, k=choose.randint(0, _MOST_TAGS))))
        for number in range(draft.sizes.topics)
    }
    rows = (
        (draft.first_topic + number, tags[tag].pk, place)
        for number, those in drawn.items()
        for place, tag in enumerate(those)
    )
    fill(TopicTag, ("topic_id", "tag_id", "place"), rows)
    return {number: [tags[tag].name for tag in those] for number, those in drawn.items()}


def entry_rows(draft: Draft, tags: dict[int, list[str]]) -> Iterator[tuple[Any, ...]]:
    """Rows for ENTRY_COLUMNS: what `forum.search_source` says of each topic, from what is at hand."""
    scopes = [scope_of(board) for board in draft.places.boards]
    for number, thread in enumerate(draft.plan.threads):
        key = draft.first_topic + number
        title = draft.title(number)
        url = Topic(pk=key, slug=topic_slug(title)).get_absolute_url()
        words = _words(draft, thread.texts, tags[number])
        yield "topic", str(key), title, words, url, scopes[thread.board], draft.at(thread.last_at)


def _words(draft: Draft, texts: Any, tags: list[str]) -> str:
    found: list[str] = []
    length = 0
    for place, text in enumerate(texts):
        found.append(" ".join([draft.pool[text].words, *tags] if place == 0 else [draft.pool[text].words]))
        length += len(found[-1])
        if length > ENOUGH:
            break
    return " ".join(found)[:ENOUGH]


def fill_entries(draft: Draft, rows: Iterator[tuple[Any, ...]]) -> None:
    """Add what `entry_rows` made."""
    fill(SearchEntry, ENTRY_COLUMNS, rows)
