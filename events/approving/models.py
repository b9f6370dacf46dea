"""An event that its author may not publish, and the last decision about it. Never part of a series' revisions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import ProposalState
from .querysets import ProposalQuerySet

LONGEST_REASON = 1_000


class Proposal(models.Model):
    """Says that a series is published by decision, as long as the row is there; without one its organizers publish it.

    Written by services under the lock of the series. The audit log holds the decisions before the last one.
    """

    series = models.OneToOneField("events.Series", models.CASCADE, primary_key=True, related_name="proposal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_proposals")
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    handed_in_at = models.DateTimeField(_("handed in"), null=True)
    handed_in_count = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.CharField(_("what to change"), max_length=LONGEST_REASON, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="events_known_proposal_state"),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.WAITING) | Q(handed_in_at__isnull=False),
                name="events_proposal_waits_since",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED)
                | (~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="events_proposal_returned_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["handed_in_at"], name="events_proposals_waiting", condition=Q(state=ProposalState.WAITING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """Somebody is to decide."""
        return self.state == ProposalState.WAITING

    @property
    def is_returned(self) -> bool:
        """The author is to change something."""
        return self.state == ProposalState.RETURNED
