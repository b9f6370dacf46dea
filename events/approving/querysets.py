"""Which handed-in events a list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from .enums import ProposalState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


class ProposalQuerySet(models.QuerySet[Any]):
    """Events that go through a decision."""

    def waiting(self) -> Self:
        """Those that nobody decided yet, the oldest first."""
        return self.filter(state=ProposalState.WAITING).order_by("handed_in_at", "pk")

    def to_decide(self, viewer: Member | AnonymousUser) -> Self:
        """Those that wait for `viewer`, or for others who may decide with them."""
        series: Any = self.model._meta.get_field("series").related_model
        return self.waiting().filter(series__in=series.objects.publishable_by(viewer).values("pk"))

    def known_to(self, viewer: Member | AnonymousUser) -> Self:
        """The viewer's own, as long as they may change the event."""
        if not viewer.is_authenticated:
            return self.none()
        series: Any = self.model._meta.get_field("series").related_model
        return self.filter(by=viewer, series__in=series.objects.editable_by(viewer).values("pk"))

    def for_list(self) -> Self:
        """With the event, its group and department, and who wrote it."""
        return self.select_related("series__group", "series__department", "by__department").defer("series__body")
