"""Who sees a picture: who put it here, and whoever sees a post of theirs that shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

_UNUSED_FOR = timedelta(days=1)


class PictureQuerySet(models.QuerySet[Any]):
    """Pictures within posts."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """One's own, and those that a post shows which `viewer` sees."""
        uses: Any = self.model._meta.get_field("uses").related_model
        posts: Any = uses._meta.get_field("post").related_model
        shown = uses._default_manager.filter(post__in=posts._default_manager.visible_to(viewer).values("pk"))
        rule = Q(pk__in=shown.values("picture"))
        return self.filter(rule | Q(member=viewer)) if viewer.is_authenticated else self.filter(rule)

    def waiting_of(self, member: Member) -> Self:
        """Put here by `member` and in no post yet."""
        return self.filter(member=member, used_at=None)

    def unused(self, *, at: datetime | None = None) -> Self:
        """In no post ever, for a day."""
        return self.filter(used_at=None, made_at__lt=(at or timezone.now()) - _UNUSED_FOR)
