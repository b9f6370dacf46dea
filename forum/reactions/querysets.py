"""Counting reactions. Who sees the posts was asked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from .enums import ReactionKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Post

    from .models import Reaction  # noqa: F401  named in strings

_MINE = "mine_"


@dataclass(frozen=True)
class Counted:
    """How many reacted in one way, and whether the viewer did."""

    kind: ReactionKind
    count: int
    is_mine: bool


@dataclass(frozen=True)
class Reactions:
    """Every way to react to one post, with who did so far."""

    ways: list[Counted]

    @property
    def given(self) -> list[Counted]:
        """The ways somebody chose."""
        return [way for way in self.ways if way.count]

    @classmethod
    def of(cls, counts: dict[str, int] | None) -> Self:
        """From what `ReactionQuerySet.counts` gave for the post."""
        found = counts or {}
        return cls([Counted(kind, found.get(kind, 0), bool(found.get(_MINE + kind))) for kind in ReactionKind])


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Reactions."""

    def of(self, post: Post) -> Self:
        """Those to one post, the latest first, with the people and their departments."""
        return self.filter(post=post).select_related("member__department").order_by("-at", "-pk")

    def counts(self, viewer: Member | AnonymousUser) -> Subquery:
        """How many of each kind a post has and which are the viewer's, within a query of posts: a page pays none."""
        numbers: dict[str, Any] = {}
        for kind in ReactionKind:
            numbers[kind.value] = Count("pk", filter=Q(kind=kind))
            numbers[_MINE + kind.value] = Count("pk", filter=Q(kind=kind, member=viewer.pk))  # nobody's, for a visitor
        of_post = self.filter(post=OuterRef("pk")).order_by().values("post")
        return Subquery(of_post.annotate(counts=JSONObject(**numbers)).values("counts"))
