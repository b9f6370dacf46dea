"""Who sees, edits and may register for what; the joins of each list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.workgroups.enums import State
from community.workgroups.models import WorkGroup

from .enums import CURRENT, IN_LINE, RegistrationState, Status, Visibility

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


def organized_by(user: Member) -> models.QuerySet[Any, Any]:
    """The keys of the series that name `user` among their organizers."""
    named: Any = user
    return named.organized_series.values("pk")


def _editable(user: Member | AnonymousUser) -> Q:
    """Series `user` may change: staff all, organizers what everybody sees, leads their group's, others their own."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.is_staff:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish in visible_to's OR
    mine = Q(group__in=WorkGroup.objects.led_by(user).values("pk")) | Q(pk__in=organized_by(user))
    return mine | Q(visibility=Visibility.EVERYBODY) if is_organizer(user) else mine


def _publishable(user: Member | AnonymousUser) -> Q:
    """Series whose words `user` may publish: what they may change, but not what they handed in themselves."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.is_staff:
        return ~Q(pk__in=[])
    theirs = Q(group__in=WorkGroup.objects.led_by(user).values("pk"))
    if is_organizer(user):
        theirs |= Q(visibility=Visibility.EVERYBODY)
    return theirs | Q(pk__in=organized_by(user), proposal=None)


def _open_to(user: Member | AnonymousUser, path: str = "") -> Q:
    """Published series that `user` may see; `path` leads to the series."""
    everybody = Q(**{f"{path}visibility": Visibility.EVERYBODY})
    if user.is_authenticated:
        everybody |= Q(**{f"{path}group__in": WorkGroup.objects.of(user).values("pk")})
    return Q(**{f"{path}live": True}) & everybody


def open_series(user: Member | AnonymousUser, path: str = "") -> Q:
    """The same rule for rows that hang on a series by other ways."""
    return _open_to(user, path)


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

    def publishable_by(self, user: Member | AnonymousUser) -> Self:
        """What `user` may publish, and decide about when somebody else hands it in."""
        return self.filter(_publishable(user))

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """What `viewer` may open: what is open to them, and what they may change."""
        if not viewer.is_authenticated:
            return self.open_to(viewer)
        return self.filter(_open_to(viewer) | _editable(viewer))

    def for_organizing(self) -> Self:
        """Newest change first, with the group."""
        return self.select_related("group", "calendar", "proposal").order_by(
            F("last_published_at").desc(nulls_first=True), "-pk"
        )


class OccurrenceQuerySet(models.QuerySet[Any]):
    """Dates on which something happens."""

    def open_to(self, viewer: Member | AnonymousUser) -> Self:
        """Dates of published series that `viewer` may see. The rule of every list, count and panel."""
        return self.filter(_open_to(viewer, "series__")).exclude(status=Status.DROPPED)

    def upcoming(self, at: datetime | None = None) -> Self:
        """Not over at `at`, the next one first."""
        at = at or timezone.now()
        return self.filter(end_at__gt=at, start_at__gt=at - LONGEST).order_by("start_at", "pk")

    def past(self, at: datetime | None = None) -> Self:
        """Over at `at`, the latest first; not what was called off."""
        return self.filter(end_at__lte=at or timezone.now(), status=Status.SCHEDULED).order_by("-start_at", "-pk")

    def between(self, begin: datetime, end: datetime) -> Self:
        """What overlaps the time from `begin` to `end`, in order."""
        window = self.filter(start_at__gt=begin - LONGEST, start_at__lt=end, end_at__gt=begin)
        return window.order_by("start_at", "pk")

    def scheduled(self) -> Self:
        """Those that take place."""
        return self.filter(status=Status.SCHEDULED)

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

    def concerning(self, member: Member | AnonymousUser) -> Self:
        """Dates `member` ever asked for a place at and may still see: what they are told of their places."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(_open_to(member, "series__"), registrations__member=member)

    def organized_by(self, member: Member | AnonymousUser) -> Self:
        """Dates of series that `member` may change: what they are asked about."""
        series: Any = self.model._meta.get_field("series").related_model
        return self.filter(series__in=series.objects.editable_by(member).values("pk"))

    def to_pass_on(self, at: datetime) -> Self:
        """Dates with an offer that ran out, or with a free place while somebody waits."""
        registrations: Any = self.model._meta.get_field("registrations").related_model
        overdue = registrations.objects.overdue(at).order_by().values("occurrence")
        free = Q(capacity=None) | Q(registered_count__lt=F("capacity") - F("offered_count"))
        awaited = free & Q(waiting_count__gt=0, start_at__gt=at, status=Status.SCHEDULED, series__live=True)
        return self.filter(Q(pk__in=overdue) | awaited)

    def with_room(self, at: datetime) -> Self:
        """Dates somebody can still register for: published, scheduled, not over, a place left. For one UPDATE.

        Nobody new takes a place while somebody waits, until the date begins.

        No join here: Django would wrap the conditions in a subquery, which PostgreSQL does not evaluate again after
        waiting for the row, and 64 people would share the last seat.
        """
        room = Q(capacity=None) | Q(registered_count__lt=F("capacity") - F("offered_count"))
        first = Q(waiting_count=0) | Q(start_at__lte=at)
        series: Any = self.model._meta.get_field("series").related_model
        published = Exists(series.objects.filter(pk=OuterRef("series_id"), live=True))
        return self.filter(room, first, published, status=Status.SCHEDULED, end_at__gt=at)


class RegistrationQuerySet(models.QuerySet[Any]):
    """Who comes."""

    def registered(self) -> Self:
        """Those who come."""
        return self.filter(state=RegistrationState.REGISTERED)

    def current(self) -> Self:
        """Those who have, are offered, wait for or asked for a place."""
        return self.filter(state__in=CURRENT)

    def in_line(self) -> Self:
        """Those who do not come yet but still may, in the order in which they came."""
        return self.filter(state__in=IN_LINE).order_by("number")

    def waiting(self) -> Self:
        """The waiting list, in order."""
        return self.filter(state=RegistrationState.WAITING).order_by("number")

    def with_position(self) -> Self:
        """With `position`: how many wait up to their number, themselves among them."""
        before = self.model._default_manager.filter(
            occurrence=OuterRef("occurrence"), state=RegistrationState.WAITING, number__lte=OuterRef("number")
        )
        count = before.order_by().values("occurrence").annotate(count=Count("pk")).values("count")
        return self.annotate(position=Coalesce(Subquery(count, output_field=IntegerField()), 0))

    def overdue(self, at: datetime) -> Self:
        """Offers that nobody took in time."""
        return self.filter(state=RegistrationState.OFFERED, offered_until__lte=at)

    def open_to(self, member: Member) -> Self:
        """The member's own, for dates they may still see: `OccurrenceQuerySet.attended_by` as rows of their own."""
        return self.registered().filter(_open_to(member, "occurrence__series__"), member=member)

    def known_to(self, member: Member) -> Self:
        """The member's own in whatever state, for dates they may still see: `OccurrenceQuerySet.concerning` as rows."""
        return self.filter(_open_to(member, "occurrence__series__"), member=member)

    def for_list(self) -> Self:
        """By name, with department."""
        return self.select_related("member__department").order_by("member__display_name", "pk")

    def with_answers(self) -> Self:
        """With what they answered; two queries more."""
        return self.prefetch_related("answers__question")


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
