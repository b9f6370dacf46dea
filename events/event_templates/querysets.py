"""Which templates a member may use and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from community.workgroups.models import WorkGroup

if TYPE_CHECKING:
    from community.people.models import Member


class EventTemplateQuerySet(models.QuerySet[Any]):
    """Templates of events."""

    def usable_by(self, member: Member) -> Self:
        """One's own, and those of the groups one is active in."""
        return self.filter(Q(group=None, by=member) | Q(group__in=WorkGroup.objects.of(member).values("pk")))

    def deletable_by(self, member: Member) -> Self:
        """One's own, and those of the groups one leads."""
        return self.filter(Q(group=None, by=member) | Q(group__in=WorkGroup.objects.led_by(member).values("pk")))

    def for_list(self) -> Self:
        """By name, with the group and who saved it."""
        return self.select_related("group", "by").defer("group__purpose").order_by("name", "pk")
