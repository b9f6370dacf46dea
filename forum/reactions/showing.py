"""Reactions beside the posts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.models import Reaction

from .querysets import Reactions

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.core.paginator import Page

    from community.people.models import Member
    from forum.models import Post
    from forum.querysets import PostQuerySet


def with_counts(posts: PostQuerySet, viewer: Member | AnonymousUser) -> PostQuerySet:
    """The same posts, with what `shown` reads; no query of its own."""
    return posts.annotate(reaction_counts=Reaction.objects.counts(viewer))


def shown(page: Page[Post]) -> Page[Post]:
    """The same page; each of its posts, from `with_counts`, has `reactions_shown`."""
    for post in page:
        post.reactions_shown = Reactions.of(post.reaction_counts)
    return page
