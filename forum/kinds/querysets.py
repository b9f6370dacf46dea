"""Which topics are questions, solved, unanswered, somebody's own, or have a tag. Who sees them: forum.querysets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from forum.enums import TopicKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import Tag

Row = TypeVar("Row", bound=models.Model)


class KindsQuerySet(models.QuerySet[Row]):
    """Topics by kind, state and tag; composes with `visible_to`."""

    def questions(self) -> Self:
        """Those that ask something."""
        return self.filter(kind=TopicKind.QUESTION)

    def unanswered(self) -> Self:
        """Questions without an accepted answer in which nobody but the asker wrote."""
        return self.questions().filter(has_other_writers=False, accepted_answer__isnull=True)

    def of_member(self, member: Member) -> Self:
        """Questions that `member` asked, and those `member` has too: each found by its own index."""
        shared = self._rows("sharers").filter(member=member).values("topic")
        asked = self.model._default_manager.filter(poster=member).order_by().values("pk")
        return self.questions().filter(pk__in=asked.union(shared))

    def tagged(self, tag: Tag) -> Self:
        """Topics with that tag."""
        return self.filter(tags=tag)

    def newest_started_first(self) -> Self:
        """By the day they were started."""
        return self.order_by("-created", "-pk")

    def with_standing(self) -> Self:
        """Add `is_solved`, `sharers_count`, how many have the question too: counted, never kept; and `has_poll`."""
        answer = self._rows("posts").filter(pk=OuterRef("accepted_answer"), topic=OuterRef("pk"), approved=True)
        counted = self._rows("sharers").filter(topic=OuterRef("pk")).order_by().values("topic")
        number = counted.annotate(number=Count("pk")).values("number")
        return self.annotate(
            is_solved=Exists(answer),
            sharers_count=Coalesce(Subquery(number, output_field=IntegerField()), 0),
            has_poll=Exists(self._rows("poll").filter(topic=OuterRef("pk"))),
        )

    def for_question(self, viewer: Member | AnonymousUser) -> Self:
        """What the page of a topic shows beside its posts: standing, tags, the answer, `is_shared` by `viewer`, and
        `has_splits`.
        """
        splits = self._rows("splits").filter(Q(source=OuterRef("pk")) | Q(topic=OuterRef("pk")))
        mine: Any = Value(False, models.BooleanField())
        if viewer.is_authenticated:
            mine = Exists(self._rows("sharers").filter(topic=OuterRef("pk"), member=viewer))
        return (
            self.with_standing()
            .annotate(is_shared=mine, has_splits=Exists(splits))
            .select_related("accepted_answer__poster__department")
            .prefetch_related("tags")
        )

    def _rows(self, name: str) -> models.QuerySet[Any]:
        """The rows on the other end of a relation to topics."""
        related: Any = self.model._meta.get_field(name).related_model
        rows: models.QuerySet[Any] = related._default_manager.all()
        return rows


class TagQuerySet(models.QuerySet[Any]):
    """Tags."""

    def kept(self) -> Self:
        """The editors' list: everybody may see it. What a member wrote may tell of a board one doesn't read."""
        return self.filter(is_kept=True)

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """The editors' list, and what stands on a topic that `viewer` reads."""
        related: Any = self.model._meta.get_field("topics").related_model
        topics = related._default_manager.visible_to(viewer).filter(tags=OuterRef("pk"))
        return self.filter(Q(is_kept=True) | Exists(topics))
