"""A person's topics, posts and accepted answers: listed and counted through the viewer's eyes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, TextChoices
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from community.search.services import plain_words
from forum.models import Post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.querysets import PostQuerySet

    Viewer = Member | AnonymousUser

_WORDS = 30


class Sort(TextChoices):
    """What one looks at."""

    POSTS = "posts", _("All posts")
    TOPICS = "topics", _("Topics started")
    ANSWERS = "answers", _("Accepted answers")


_OF_SORT = {
    Sort.POSTS: Q(),
    Sort.TOPICS: Q(topic__first_post=F("pk")),
    Sort.ANSWERS: Q(topic__accepted_answer=F("pk")),
}


@dataclass(frozen=True)
class Contribution:
    """A post in a list, with its first words."""

    post: Post
    extract: str

    @property
    def is_topic(self) -> bool:
        """Whether the person started the topic with it."""
        return self.post.topic.first_post_id == self.post.pk

    @property
    def is_accepted(self) -> bool:
        """Whether it answers the question for good."""
        return self.post.topic.accepted_answer_id == self.post.pk


def posts_of(person: Member, viewer: Viewer, sort: Sort = Sort.POSTS) -> PostQuerySet:
    """The newest first; what `viewer` doesn't read is not among them."""
    mine = Post.objects.visible_to(viewer).filter(_OF_SORT[sort], poster=person)
    return mine.order_by("-created", "-pk")


def counts_of(person: Member, viewer: Viewer) -> dict[Sort, int]:
    """How many of each sort `viewer` would find, in one query."""
    numbers = {sort.value: Count("pk", filter=_OF_SORT[sort]) for sort in (Sort.TOPICS, Sort.ANSWERS)}
    found = posts_of(person, viewer).order_by().aggregate(posts=Count("pk"), **numbers)
    return {sort: found[sort.value] for sort in Sort}


def for_list(posts: Iterable[Post]) -> list[Contribution]:
    """Rows of a list; the posts come with topic and board."""
    return [Contribution(post, Truncator(plain_words(post.html)).words(_WORDS)) for post in posts]
