"""Who sees, edits and may register for what; the joins of each list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from community.workgroups.enums import State
from community.workgroups.models import WorkGroup

from .enums import RegistrationState, Status, Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import Series


# The querysets are generic in Any: mypy loses the models' names in the cycle through Wagtail's untyped mixins.
ORGANIZERS = "Organizers"
LONGEST = timedelta(days=14)  # no occurrence is longer, so a window of starts is enough to find what overlaps a month


def is_organizer(user: Member | AnonymousUser) -> bool:
    """Whether `user` is in the site's group of organizers."""
    return user.is_authenticated and ORGANIZERS in user.group_names


def _editable(user: Member | AnonymousUser) -> Q:
    """Series `user` may change: staff all, organizers what everybody sees, leads their group's, others their own."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.is_staff:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish in visible_to's OR
    mine = Q(group__in=WorkGroup.objects.led_by(user).values("pk")) | Q(pk__in=user.organized_series.values("pk"))
    return mine | Q(visibility=Visibility.EVERYBODY) if is_organizer(user) else mine


def _open_to(user: Member | AnonymousUser, path: str = "") -> Q:
    """Published series that `user` may see; `path` leads to the series."""
    everybody = Q(**{f"{path}visibility": Visibility.EVERYBODY})
    if user.is_authenticated:
        everybody |= Q(**{f"{path}group__in": WorkGroup.objects.of(user).values("pk")})
    return Q(**{f"{path}live": True}) & everybody


def viewers_of(series: Series) -> Q:
    """Which members see a published `series`: `_open_to` from the other side, for whom to tell."""
    if not series.live:
        return Q(pk__in=[])
    members = Q(memberships__group=series.group_id, memberships__state=State.ACTIVE)
    return Q(is_active=True) & (Q() if series.visibility == Visibility.EVERYBODY else members)


class SeriesQuerySet(models.QuerySet[Any]):
    """Event series."""

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """Published ones that are for everybody or for a group `viewer` is active in."""
        return self.filter(_open_to(viewer))

    def editable_by(self, user: Member | AnonymousUser) -> Self:
        """What `user` may change, drafts included."""
        return self.filter(_editable(user))

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """What `viewer` may open: what is open to them, and what they may change."""
        if not viewer.is_authenticated:
            return self.open_to(viewer)
        return self.filter(_open_to(viewer) | _editable(viewer))

    def for_organizing(self) -> Self:
        """Newest change first, with the group."""
        return self.select_related("group", "calendar").order_by(F("last_published_at").desc(nulls_first=True), "-pk")


class OccurrenceQuerySet(models.QuerySet[Any]):
    """Dates on which something happens."""

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """Dates of published series that `viewer` may see. The rule of every list, count and panel."""
        return self.filter(_open_to(viewer, "series__")).exclude(status=Status.DROPPED)

    def upcoming(self, at: datetime | None = None) -> Self:
        """Not over at `at`, the next one first."""
        at = at or timezone.now()
        return self.filter(end_at__gt=at, start_at__gt=at - LONGEST).order_by("start_at", "pk")

    def between(self, begin: datetime, end: datetime) -> Self:
        """What overlaps the time from `begin` to `end`, in order."""
        window = self.filter(start_at__gt=begin - LONGEST, start_at__lt=end, end_at__gt=begin)
        return window.order_by("start_at", "pk")

    def for_list(self) -> Self:
        """With the series and its group; without the long texts."""
        return self.select_related("series__group").defer("series__body", "series__group__purpose")

    def registered_by(self, member: Member | AnonymousUser) -> Self:
        """Dates `member` registered for, called off or not."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(registrations__member=member, registrations__state=RegistrationState.REGISTERED)

    def attended_by(self, member: Member | AnonymousUser) -> Self:
        """Dates `member` registered for and may still see, called off and dropped ones too: what they are told of."""
        return self.registered_by(member).filter(_open_to(member, "series__"))

    def with_room(self, at: datetime) -> Self:
        """Dates somebody can still register for: published, scheduled, not over, a place left. For one UPDATE.

        No join here: Django would wrap the conditions in a subquery, which PostgreSQL does not evaluate again after
        waiting for the row, and 64 people would share the last seat.
        """
        room = Q(capacity=None) | Q(registered_count__lt=F("capacity"))
        series: Any = self.model._meta.get_field("series").related_model
        published = Exists(series.objects.filter(pk=OuterRef("series_id"), live=True))
        return self.filter(room, published, status=Status.SCHEDULED, end_at__gt=at)


class RegistrationQuerySet(models.QuerySet[Any]):
    """Who comes."""

    def registered(self) -> Self:
        """Those who did not withdraw."""
        return self.filter(state=RegistrationState.REGISTERED)

    def open_to(self, member: Member) -> Self:
        """The member's own, for dates they may still see: `OccurrenceQuerySet.attended_by` as rows of their own."""
        return self.registered().filter(_open_to(member, "occurrence__series__"), member=member)

    def for_list(self) -> Self:
        """By name, with department."""
        return self.select_related("member__department").order_by("member__display_name", "pk")


class AttendanceQuerySet(models.QuerySet[Any]):
    """Who was seen where."""

    def counting(self) -> Self:
        """The latest row of each member and date: the one that counts."""
        same = self.model._default_manager.filter(occurrence=OuterRef("occurrence"), member=OuterRef("member"))
        return self.filter(~Exists(same.filter(pk__gt=OuterRef("pk"))))

    def present(self) -> Self:
        """One row for each member and date where they were."""
        return self.counting().filter(is_present=True)


class SeriesCalendarQuerySet(models.QuerySet[Any]):
    """Stored iCalendar text."""

    def public(self, since: datetime) -> Self:
        """Blocks of published series for everybody that end after `since`, oldest series first."""
        return self.filter(is_public=True, last_end_at__gte=since).order_by("pk")
