"""Drafts are their writer's alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

KEPT_DAYS = 90


class DraftQuerySet(models.QuerySet[Any]):
    """Drafts."""

    def of(self, member: Member | AnonymousUser) -> Self:
        """The member's own, latest first; visitors have none."""
        mine = self.filter(member=member) if member.is_authenticated else self.none()
        return mine.order_by("-saved_at", "-pk")

    def stale(self, *, at: datetime | None = None) -> Self:
        """Those that nobody touched for KEPT_DAYS."""
        return self.filter(saved_at__lt=(at or timezone.now()) - timedelta(days=KEPT_DAYS))
