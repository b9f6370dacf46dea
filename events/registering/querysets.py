"""Which questions are asked, and who may read what people need."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from events.querysets import organized_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


class QuestionQuerySet(models.QuerySet[Any]):
    """Questions of the registration form."""

    def asked(self) -> Self:
        """Those that are still asked, in order."""
        return self.filter(is_retired=False).order_by("place", "pk")


class AccommodationQuerySet(models.QuerySet[Any]):
    """What people need to take part. Nobody else's list, count, file or mail reads it."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """For the organizers whom the event names and who handles these requests; staff and leads are not enough."""
        if not viewer.is_authenticated:
            return self.none()
        path = "registration__occurrence__series__"
        handler = Q(**{f"{path}registration_rules__accommodation_handler": viewer})
        return self.filter(Q(**{f"{path}in": organized_by(viewer)}) | handler)

    def due(self, before: datetime) -> Self:
        """Those of dates that ended before a moment."""
        return self.filter(registration__occurrence__end_at__lt=before)

    def for_list(self) -> Self:
        """By name, with department."""
        return self.select_related("registration__member__department").order_by(
            "registration__member__display_name", "pk"
        )
