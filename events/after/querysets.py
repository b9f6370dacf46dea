"""Who may have what hangs on a date. Whoever may open a date sees what hangs on it, unless it says less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from community.workgroups.models import WorkGroup

from .enums import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def _behind(model: Any, *names: str) -> Any:
    """The rows to which these relations lead, one after the other: the models stand above this file."""
    for name in names:
        model = model._meta.get_field(name).related_model
    return model._default_manager


class HangingQuerySet(models.QuerySet[Any]):
    """What hangs on a date."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """On dates that `viewer` may open."""
        series = _behind(self.model, "occurrence", "series").visible_to(viewer)
        return self.filter(occurrence__series__in=series.values("pk"))


class HandedOutQuerySet(HangingQuerySet):
    """Materials and recordings, which may be kept for who takes part."""

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """What `viewer` may have: asked on the page, in lists and at every download."""
        allowed = Q(audience=Audience.VIEWERS)
        if viewer.is_authenticated:
            registered = _behind(self.model, "occurrence").registered_by(viewer)
            there = _behind(self.model, "occurrence", "attendances").present().filter(member=viewer)
            organized = _behind(self.model, "occurrence", "series").editable_by(viewer)
            allowed |= Q(occurrence__in=registered.values("pk")) | Q(occurrence__in=there.values("occurrence"))
            allowed |= Q(occurrence__series__in=organized.values("pk"))
        return self.visible_to(viewer).filter(allowed)


class RecordingQuerySet(HandedOutQuerySet):
    """Recordings."""

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those that are shown, to who may watch them."""
        return super().open_to(viewer).filter(shown_at__isnull=False)


class MinutesQuerySet(HangingQuerySet):
    """Minutes."""

    def readable_by(self, viewer: Member | AnonymousUser) -> Self:
        """Those that are open to `viewer`; drafts too for who organizes, and for members of the group that met."""
        own = Q(occurrence__series__group__in=WorkGroup.objects.of(viewer).values("pk"))
        organized = _behind(self.model, "occurrence", "series").editable_by(viewer)
        drafts = own | Q(occurrence__series__in=organized.values("pk"))
        return self.visible_to(viewer).filter(Q(number__gte=1) | drafts)

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those with a published version, to who may open the date."""
        return self.visible_to(viewer).filter(number__gte=1)


class SurveyQuerySet(HangingQuerySet):
    """Surveys."""

    def running(self, at: datetime) -> Self:
        """Those of published dates that are over, until they close."""
        return self.filter(closes_at__gt=at, occurrence__end_at__lte=at, occurrence__series__live=True)

    def asking(self, member: Member) -> Self:
        """Those that ask or asked `member`, of dates they may still see."""
        seen = _behind(self.model, "occurrence").open_to(member)
        return self.filter(answers__member=member, occurrence__in=seen.values("pk"))


class SurveyAnswerQuerySet(models.QuerySet[Any]):
    """Who was asked how a date was, and what they said."""

    def of(self, member: Member) -> Self:
        """The member's own, of dates they may still see: nobody else's is ever shown with who gave it."""
        seen = _behind(self.model, "survey", "occurrence").open_to(member)
        return self.filter(member=member, survey__occurrence__in=seen.values("pk"))

    def given(self) -> Self:
        """What was answered, in the order it came."""
        return self.filter(answered_at__isnull=False).order_by("answered_at", "pk")
