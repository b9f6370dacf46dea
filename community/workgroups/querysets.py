"""Which groups and memberships a list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q

from .enums import Role, State

if TYPE_CHECKING:
    from community.people.models import Member


class WorkGroupQuerySet(models.QuerySet[Any]):
    """Work groups: everybody sees that they exist and what their charter says."""

    def of(self, member: Member | AnonymousUser) -> Self:
        """Groups `member` is active in. The one rule behind private boards, scopes and rosters."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(memberships__member=member, memberships__state=State.ACTIVE)

    def led_by(self, member: Member | AnonymousUser) -> Self:
        """Groups `member` leads."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(memberships__member=member, memberships__state=State.ACTIVE, memberships__role=Role.LEAD)

    def for_list(self) -> Self:
        """In order of name, with `member_count`."""
        active = Count("memberships", filter=Q(memberships__state=State.ACTIVE), distinct=True)
        return self.annotate(member_count=active).order_by("name")


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships of a group."""

    def active(self) -> Self:
        """Who is in now."""
        return self.filter(state=State.ACTIVE)

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """One's own, and those of the groups one leads."""
        if not viewer.is_authenticated:
            return self.none()
        led = self.model._default_manager.active().filter(member=viewer, role=Role.LEAD).values("group")
        return self.filter(Q(member=viewer) | Q(group__in=led))

    def leads(self) -> Self:
        """Who leads now."""
        return self.active().filter(role=Role.LEAD)

    def waiting(self) -> Self:
        """Who asked and has no answer."""
        return self.filter(state=State.REQUESTED)

    def for_roster(self) -> Self:
        """Leads first, then by name, with department."""
        return self.select_related("member__department").order_by("role", "member__display_name")
