"""Which spotlights are on the home page, and who may see one that is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from community.workgroups.models import WorkGroup

from .enums import Consent

if TYPE_CHECKING:
    from community.people.models import Member


class SpotlightQuerySet(models.QuerySet[Any]):
    """Spotlights on members and groups."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those about oneself, or about a group one leads: who may answer."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(member=viewer) | Q(group__in=WorkGroup.objects.led_by(viewer).values("pk")))

    def shown_to(self, viewer: Member | AnonymousUser, on: date | None = None) -> Self:
        """What the home page shows: with consent to these very words, on these days; of members to members only.

        Never a private group, or one that is closed by now.
        """
        today = on or timezone.localdate()
        shown = self.filter(consent=Consent.AGREED, agreed_words=F("words"), begins_on__lte=today, ends_on__gte=today)
        about = Q(group__is_private=False, group__closed_at=None)
        return shown.filter(about | Q(member__is_active=True) if viewer.is_authenticated else about)

    def for_list(self) -> Self:
        """The newest first, with whom they are about."""
        return self.select_related("member__department", "group", "asked_by").order_by("-begins_on", "-pk")
