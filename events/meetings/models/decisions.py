"""Decisions of a group, numbered for good. What was said stays: words as versions, how it ended as a state."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from events.meetings.enums import DecisionState
from events.meetings.querysets import DecisionQuerySet

MOST_WORDS, MOST_REASONS = 2_000, 4_000
_NOT_WITHDRAWN = Q(withdrawn_at=None, withdrawn_by=None, why="")


class Decision(models.Model):
    """What a group decided, as it reads now. Without a meeting it was taken between two, by consent.

    `replaced_by` is the number of a later decision of the same group: numbers only grow, so no circle can close.
    `published_at` is null while only members read it; `published_from` is the first version that others read.
    """

    group = models.ForeignKey("workgroups.WorkGroup", models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("what was decided"), max_length=MOST_WORDS)
    reasons = models.TextField(_("reasons"), max_length=MOST_REASONS, blank=True)
    taken_on = models.DateField(_("decided on"))
    meeting = models.ForeignKey("events.Occurrence", models.PROTECT, null=True, related_name="decisions")
    state = models.CharField(_("state"), max_length=10, choices=DecisionState, default=DecisionState.IN_FORCE)
    replaced_by = models.PositiveIntegerField(_("replaced by number"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True)
    published_from = models.PositiveSmallIntegerField(null=True, editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("written"))
    form_token = models.UUIDField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="events_decision_number_once"),
            models.UniqueConstraint(fields=["by", "form_token"], name="events_decision_once_per_form"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(text=""), name="events_decision_says_something"),
            models.CheckConstraint(
                condition=Q(state=DecisionState.IN_FORCE, replaced_by=None) & _NOT_WITHDRAWN
                | Q(state=DecisionState.REPLACED, replaced_by__isnull=False) & _NOT_WITHDRAWN
                | Q(
                    state=DecisionState.WITHDRAWN,
                    replaced_by=None,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                )
                & ~Q(why=""),
                name="events_decision_state_says_how",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(replaced_by__gt=models.F("number")),
                name="events_decision_replaced_by_later",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_from=None)
                | Q(published_at__isnull=False, published_from__isnull=False, published_from__gte=1),
                name="events_decision_published_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {Truncator(self.text).chars(80)}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.group.slug, self.number])

    @property
    def label(self) -> str:
        """How people name it: D-12."""
        return f"D-{self.number}"

    @property
    def is_in_force(self) -> bool:
        """It holds."""
        return bool(self.state == DecisionState.IN_FORCE)

    @property
    def is_published(self) -> bool:
        """Whoever may see the group reads it, unless the group is private."""
        return self.published_at is not None


class DecisionVersion(models.Model):
    """A decision word for word: append-only. From the second on a note says what was corrected."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("what was decided"))
    reasons = models.TextField(_("reasons"), blank=True)
    note = models.CharField(_("what was corrected"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"))

    class Meta:
        app_label = "events"
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="events_decision_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(text=""), name="events_decision_version_whole"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(note=""), name="events_decision_correction_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}, version {self.number}"
