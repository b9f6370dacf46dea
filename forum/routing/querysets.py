"""Who was asked what, and what a question's page shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, JSONField, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from forum.enums import TopicKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.querysets import TopicQuerySet

PLACES = range(3)


class AskedQuerySet(models.QuerySet[Any]):
    """Questions put to people."""

    def standing(self) -> Self:
        """Those to which nobody said no."""
        return self.filter(declined_at=None)

    def since(self, at: datetime) -> Self:
        """Put to somebody after `at`."""
        return self.filter(at__gt=at)

    def open_for(self, member: Member, topics: TopicQuerySet) -> Self:
        """What `member` was asked and has not answered, as far as it is among `topics` and still open; newest first."""
        posts = _rows(topics.model, "posts").filter(topic=OuterRef("topic"), poster=member)
        mine = self.standing().filter(
            ~Exists(posts),
            member=member,
            topic__in=topics.values("pk"),
            topic__kind=TopicKind.QUESTION,
            topic__accepted_answer=None,
            topic__status=topics.model.TOPIC_UNLOCKED,
        )
        return mine.select_related("topic__forum").order_by("-at", "-pk")


class FirstAnswerQuerySet(models.QuerySet[Any]):
    """First answers."""

    def of(self, topics: Collection[int]) -> Self:
        """Those of these topics, by key."""
        return self.filter(topic__in=topics)


def with_asked(topics: TopicQuerySet, viewer: Member | AnonymousUser) -> TopicQuerySet:
    """Add what the page of a question shows: `asked_names`, one a line, and `my_reasons` when `viewer` was asked.

    Within the query that is run anyway: each is looked up by key, and a topic has three places.
    """
    parts: list[Any] = []
    asked = _rows(topics.model, "asked").standing()
    for place in PLACES:
        names = asked.filter(topic=OuterRef("pk"), place=place, member__is_active=True).values("member__display_name")
        name = Coalesce(Subquery(names[:1], output_field=TextField()), Value(""), output_field=TextField())
        parts += [name, Value("\n")]
    mine: Any = Value(None, JSONField())
    if viewer.is_authenticated:
        own = asked.filter(topic=OuterRef("pk"), member=viewer).values("reasons")
        mine = Subquery(own[:1], output_field=JSONField())
    return topics.annotate(asked_names=Concat(*parts, output_field=TextField()), my_reasons=mine)


def _rows(model: Any, name: str) -> Any:
    """The rows on the other end of a relation to topics."""
    return model._meta.get_field(name).related_model._default_manager.all()
