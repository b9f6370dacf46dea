"""Which first weeks are going on, and what is left to do in one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Q, Subquery, Value, When
from django.utils import timezone

from .registries import first_steps

if TYPE_CHECKING:
    from community.people.models import Member

LASTS = timedelta(days=30)


class FirstWeekQuerySet(models.QuerySet[Any]):
    """First weeks of members."""

    def open(self, at: datetime | None = None) -> Self:
        """Neither put away nor older than LASTS."""
        return self.filter(closed_at=None, began_at__gt=(at or timezone.now()) - LASTS)


class FirstStepQuerySet(models.QuerySet[Any]):
    """Steps of a first week."""

    def of(self, member: Member) -> Self:
        """The member's own, while the week is not put away."""
        return self.filter(week__member=member, week__closed_at=None)

    def as_seen_by(self, member: Member) -> Self:
        """With `title` and `slug` of what is suggested, as far as `member` may see it now, and `is_done`: one query."""
        steps = list(first_steps)
        titles = [When(step=step.name, then=Subquery(step.shown(member, step.title))) for step in steps if step.title]
        slugs = [When(step=step.name, then=Subquery(step.shown(member, step.slug))) for step in steps if step.slug]
        done = [When(step=step.name, then=step.done(member)) for step in steps if step.done]
        text: Any = models.CharField()
        return self.annotate(
            title=Case(*titles, default=Value(""), output_field=text),
            slug=Case(*slugs, default=Value(""), output_field=text),
            is_done=Case(
                When(Q(done_at__isnull=False), then=Value(True)),
                *done,
                default=Value(False),
                output_field=models.BooleanField(),
            ),
        )
