"""Which polls and votes somebody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


class PollQuerySet(models.QuerySet[Any]):
    """Polls."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those of topics that `viewer` sees."""
        topics: Any = self.model._meta.get_field("topic").related_model
        return self.filter(topic__in=topics._default_manager.visible_to(viewer).order_by().values("pk"))


class OptionQuerySet(models.QuerySet[Any]):
    """What can be chosen."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those of polls that `viewer` sees."""
        polls: Any = self.model._meta.get_field("poll").related_model
        return self.filter(poll__in=polls._default_manager.visible_to(viewer).values("pk"))

    def of_topic(self, pk: int) -> Self:
        """Those of the poll of a topic, or of the topic that it was merged into."""
        return self.filter(Q(poll__topic=pk) | Q(poll__topic__merged__former=pk))

    def standing_for(self, viewer: Member | AnonymousUser) -> Self:
        """In order, with poll, topic and board; `votes_count` and `voters_count`, counted, never kept; `is_mine`."""
        votes: Any = self.model._meta.get_field("votes").related_model._default_manager
        voters = votes.filter(poll=OuterRef("poll"), place=0).order_by().values("poll")
        number = Subquery(voters.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
        return (
            self.order_by("pk")
            .select_related("poll__topic__forum")
            .annotate(votes_count=Count("votes"), voters_count=Coalesce(number, 0))
            .annotate(is_mine=Exists(votes.visible_to(viewer).filter(poll_option=OuterRef("pk"))))
        )


class VoteQuerySet(models.QuerySet[Any]):
    """Votes. Nobody is shown those of other members, whoever one is; everybody may see their number."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """The viewer's own, on polls that the viewer sees."""
        if not viewer.is_authenticated:
            return self.none()
        polls: Any = self.model._meta.get_field("poll").related_model
        return self.filter(voter=viewer, poll__in=polls._default_manager.visible_to(viewer).values("pk"))
