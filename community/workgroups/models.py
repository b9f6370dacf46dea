"""Work groups, their charter and who belongs to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import Role, State
from .querysets import MembershipQuerySet, WorkGroupQuerySet


class WorkGroup(models.Model):
    """People of several departments who work on one thing, with a charter."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    purpose = models.TextField(_("purpose"), max_length=1_000)
    scope = models.TextField(_("scope"), blank=True, max_length=2_000)
    sponsor = models.CharField(_("sponsor"), max_length=160, blank=True)
    objectives = models.TextField(_("objectives, one a line"), blank=True, max_length=2_000)
    cadence = models.CharField(_("how often it meets"), max_length=120, blank=True)
    review_on = models.DateField(_("charter is reviewed on"), null=True, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="work_groups")

    objects = WorkGroupQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("work group")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workgroups:group", kwargs={"slug": self.slug})

    @property
    def objective_list(self) -> list[str]:
        """The objectives as a list."""
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]


class Membership(models.Model):
    """One person's belonging to one group; the row stays when they leave."""

    group = models.ForeignKey(WorkGroup, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "member"], name="workgroups_one_membership_each"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="workgroups_known_state"),
            models.CheckConstraint(
                condition=models.Q(role=Role.MEMBER) | models.Q(state=State.ACTIVE), name="workgroups_lead_is_active"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "state"], name="workgroups_member_state")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}: {self.state}"
