"""Which groups, memberships and documents a list may show."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from .enums import Role, State

if TYPE_CHECKING:
    from community.people.models import Member

    from .quarters.quarter import Quarter


_SEES = (State.ACTIVE, State.INVITED)  # whom a private group shows itself


class WorkGroupQuerySet(models.QuerySet[Any]):
    """Work groups."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Groups `viewer` may know of: public ones, and those whose member or invited guest they are.

        The one rule behind pages, lists, choices and notifications. What is within a private group needs `of`.
        """
        if not viewer.is_authenticated:
            return self.filter(is_private=False)
        memberships: Any = self.model._meta.get_field("memberships").related_model
        known = memberships.objects.filter(member=viewer, state__in=_SEES).values("group")
        return self.filter(Q(is_private=False) | Q(pk__in=known))

    def of(self, member: Member | AnonymousUser) -> Self:
        """Groups `member` is active in. The one rule behind private boards, scopes and documents."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(memberships__member=member, memberships__state=State.ACTIVE)

    def led_by(self, member: Member | AnonymousUser) -> Self:
        """Groups `member` leads."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(memberships__member=member, memberships__state=State.ACTIVE, memberships__role=Role.LEAD)

    def open(self) -> Self:
        """Those that are not closed."""
        return self.filter(closed_at=None)

    def living_in(self, begin: datetime, end: datetime) -> Self:
        """Those that were founded before `end` and not closed before `begin`."""
        return self.filter(Q(closed_at=None) | Q(closed_at__gte=begin), founded_at__lt=end)

    def for_list(self) -> Self:
        """Open ones first, in order of name, with `member_count`."""
        active = Count("memberships", filter=Q(memberships__state=State.ACTIVE), distinct=True)
        return self.annotate(member_count=active).order_by(F("closed_at").asc(nulls_first=True), "name")

    def due_for_review(self, on: date) -> Self:
        """Open groups whose charter is to be looked at by `on`."""
        return self.open().filter(review_on__lte=on)


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships of a group."""

    def active(self) -> Self:
        """Who is in now."""
        return self.filter(state=State.ACTIVE)

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """One's own, and those of the groups one leads."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(member=viewer) | Q(group__in=self._led_by(viewer)))

    def leads(self) -> Self:
        """Who leads now."""
        return self.active().filter(role=Role.LEAD)

    def shown_to(self, viewer: Member) -> Self:
        """What the page of a group shows: who leads now, `viewer` in whatever state, and for its leads who waits."""
        waiting = Q(state=State.REQUESTED, group__in=self._led_by(viewer))
        return self.filter(Q(state=State.ACTIVE, role=Role.LEAD) | Q(member=viewer) | waiting)

    def _led_by(self, viewer: Member) -> Any:
        return self.model._default_manager.leads().filter(member=viewer).values("group")

    def waiting(self) -> Self:
        """Who asked and has no answer."""
        return self.filter(state=State.REQUESTED)

    def invited(self) -> Self:
        """Who was invited and has not answered."""
        return self.filter(state=State.INVITED)

    def for_roster(self) -> Self:
        """Leads first, then by name, with department."""
        return self.select_related("member__department").order_by("role", "member__display_name", "pk")

    def by_department(self) -> Self:
        """In order of department, leads first; who is in no department comes last."""
        department = F("member__department__name").asc(nulls_last=True)
        return self.select_related("member__department").order_by(department, "role", "member__display_name", "pk")


class DocumentQuerySet(models.QuerySet[Any]):
    """Documents of groups."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those of the groups `viewer` is active in, unless taken out: the one rule of lists and downloads."""
        groups: Any = self.model._meta.get_field("group").related_model
        return self.filter(withdrawn_at=None, group__in=groups.objects.of(viewer).values("pk"))

    def for_list(self) -> Self:
        """Latest first, each with its latest version (`newest`) and how many there are (`version_count`)."""
        versions: Any = self.model._meta.get_field("versions").related_model
        newest = versions.objects.filter(document=OuterRef("pk")).order_by("-number")
        return self.annotate(
            newest_at=Subquery(newest.values("made_at")[:1]),
            newest_pk=Subquery(newest.values("pk")[:1]),
            newest_name=Subquery(newest.values("name")[:1]),
            newest_size=Subquery(newest.values("size")[:1]),
            version_count=Count("versions"),
        ).order_by("-newest_at", "-pk")


class DocumentVersionQuerySet(models.QuerySet[Any]):
    """Kept versions of documents."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Those of documents `viewer` may see."""
        documents: Any = self.model._meta.get_field("document").related_model
        return self.filter(document__in=documents.objects.visible_to(viewer).values("pk"))

    def latest_by_group(self) -> dict[int, datetime]:
        """The moment of the latest one by group: what the health of a group counts."""
        found = self.order_by().values("document__group").annotate(latest=Max("made_at"))
        return dict(found.values_list("document__group", "latest"))


class DeliverableQuerySet(models.QuerySet[Any]):
    """What groups promised."""

    def in_order(self) -> Self:
        """What is open first, by due date; then what is done, the latest first."""
        return self.order_by(F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")


class QuarterReportQuerySet(models.QuerySet[Any]):
    """Quarterly reports."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """For members of the hub: reports of the groups that `viewer` may know of. The rule of pages, lists, files."""
        if not viewer.is_authenticated:
            return self.none()
        groups: Any = self.model._meta.get_field("group").related_model
        return self.filter(group__in=groups.objects.visible_to(viewer).values("pk"))

    def of(self, quarter: Quarter) -> Self:
        """Those of one quarter."""
        return self.filter(year=quarter.year, number=quarter.number)

    def with_figures(self) -> Self:
        """With group and figures; two queries."""
        return self.select_related("group").prefetch_related("figures")

    def latest_first(self) -> Self:
        """By quarter."""
        return self.order_by("-year", "-number", "pk")
