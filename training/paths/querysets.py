"""Which role paths, steps and choices a list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

from community.workgroups.models import WorkGroup

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Department, Member


class RolePathQuerySet(models.QuerySet[Any]):
    """Role paths."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Published paths: everybody may read them, visitors too."""
        return self.filter(live=True)

    def for_list(self) -> Self:
        """In the editors' order."""
        return self.order_by("position", "title", "pk")

    def editable_by(self, user: Member | AnonymousUser) -> Self:
        """All for who may change every path; else those kept by a group that `user` leads."""
        if user.has_perm("training.change_rolepath"):
            return self.all()
        return self.filter(kept_by__in=WorkGroup.objects.led_by(user))


class PathStepQuerySet(models.QuerySet[Any]):
    """Steps of paths."""

    def of_public_paths(self) -> Self:
        """Steps that learners see: of published paths, to published courses."""
        return self.filter(path__live=True, course__live=True)

    def in_order(self) -> Self:
        """As the editors put them, path by path."""
        return self.order_by("path", "sort_order", "pk")


class PathChoiceQuerySet(models.QuerySet[Any]):
    """Which member chose which path."""

    def of(self, member: Member) -> Self:
        """The member's own, the latest first."""
        return self.filter(member=member).order_by("-chosen_at", "-pk")

    def of_public_paths(self) -> Self:
        """Of paths that are published now."""
        return self.filter(path__live=True)

    def for_reports(self, *, department: Department | None = None) -> Self:
        """With path, member and department, in their order; of one department, or of all.

        How far each has come is `standing.progress_of_choices(choices)`: progress has one rule, and it is not SQL.
        """
        rows = self.of_public_paths().filter(member__is_active=True).select_related("path", "member__department")
        if department is not None:
            rows = rows.filter(member__department=department)
        return rows.order_by(F("member__department__name").asc(nulls_last=True), "path__position", "member", "path")
