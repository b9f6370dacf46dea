"""Which imports and outside calendars somebody may see."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from community.workgroups.models import WorkGroup
from events.querysets import is_organizer

from .enums import NEWS, UNFINISHED, Outside

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def _visible(user: Member | AnonymousUser) -> Q:
    """Staff see all, organizers those for no group, leads those for their groups; everybody their own."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.is_staff:
        return Q()
    mine = Q(by=user) | Q(group__in=WorkGroup.objects.led_by(user).values("pk"))
    return mine | Q(group=None) if is_organizer(user) else mine


class CalendarImportQuerySet(models.QuerySet[Any]):
    """Imports of outside calendars."""

    def visible_to(self, user: Member | AnonymousUser) -> Self:
        """Those of one's own, and for whom one may schedule."""
        return self.filter(_visible(user))

    def for_list(self) -> Self:
        """Newest first, without the bytes of the file."""
        return self.select_related("by", "group", "calendar").defer("source").order_by("-pk")

    def unfinished(self) -> Self:
        """Those that a task still works on."""
        return self.filter(state__in=UNFINISHED)


class OutsideCalendarQuerySet(models.QuerySet[Any]):
    """Calendars that are kept up to date."""

    def visible_to(self, user: Member | AnonymousUser) -> Self:
        """Those of one's own, and for whom one may schedule."""
        return self.filter(_visible(user))

    def for_list(self) -> Self:
        """The newest first."""
        return self.select_related("by", "group").order_by("-pk")

    def due(self, at: datetime) -> Self:
        """Those whose address is to be asked by `at`."""
        return self.filter(stopped_at=None, next_at__lte=at)

    def failing(self) -> Self:
        """Those whose last refresh failed."""
        return self.filter(failures__gt=0)


class ImportedEventQuerySet(models.QuerySet[Any]):
    """Events of outside calendars that became series here."""

    def with_news_for(self, member: Member | AnonymousUser) -> Self:
        """Changed or gone there, and `member` may change the series here."""
        return self.editable_by(member).filter(outside__in=NEWS)

    def editable_by(self, member: Member | AnonymousUser) -> Self:
        """Those whose series here `member` may change."""
        series: Any = self.model._meta.get_field("series").related_model
        return self.filter(series__in=series.objects.editable_by(member).values("pk"))

    def of(self, calendar: models.Model) -> Self:
        """What came of an outside calendar, by its first date."""
        return self.filter(latest__calendar=calendar).select_related("series").order_by("series__starts_on", "pk")

    def missing_since(self, run: Any) -> Self:
        """What the calendar of `run` held before it, and was not found in it."""
        held = self.filter(latest__calendar=run.calendar_id).exclude(latest=run)
        return held.exclude(outside__in=(Outside.GONE, Outside.OVER)).order_by("pk")
