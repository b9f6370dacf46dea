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
        others = self._rows("posts").filter(topic=OuterRef("pk"), approved=True).exclude(pk=OuterRef("first_post"))
        by_others = ~Q(poster=OuterRef("poster")) | Q(poster__isnull=True) | Q(topic__poster__isnull=True)
        return self.questions().filter(~Exists(others.filter(by_others)), accepted_answer__isnull=True)

    def of_member(self, member: Member) -> Self:
        """Questions that `member` asked, and those `member` has too."""
        shared = self._rows("sharers").filter(member=member).values("topic")
        return self.questions().filter(Q(poster=member) | Q(pk__in=shared))

    def tagged(self, tag: Tag) -> Self:
        """Topics with that tag."""
        return self.filter(tags=tag)

    def newest_started_first(self) -> Self:
        """By the day they were started."""
        return self.order_by("-created", "-pk")

    def with_standing(self) -> Self:
        """Add `is_solved` and `sharers_count`, how many have the question too: counted, never kept."""
        answer = self._rows("posts").filter(pk=OuterRef("accepted_answer"), topic=OuterRef("pk"), approved=True)
        counted = self._rows("sharers").filter(topic=OuterRef("pk")).order_by().values("topic")
        number = counted.annotate(number=Count("pk")).values("number")
        return self.annotate(
            is_solved=Exists(answer), sharers_count=Coalesce(Subquery(number, output_field=IntegerField()), 0)
        )

    def for_question(self, viewer: Member | AnonymousUser) -> Self:
        """What the page of a topic shows beside its posts: standing, tags, the answer, and `is_shared` by `viewer`."""
        mine: Any = Value(False, models.BooleanField())
        if viewer.is_authenticated:
            mine = Exists(self._rows("sharers").filter(topic=OuterRef("pk"), member=viewer))
        return (
            self.with_standing()
            .annotate(is_shared=mine)
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
