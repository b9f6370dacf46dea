"""Deliverables of the group on which a meeting worked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.meetings.querysets import MovedDeliverableQuerySet


class MovedDeliverable(models.Model):
    """What a meeting did for something that the group promised."""

    occurrence = models.ForeignKey("events.Occurrence", models.PROTECT, related_name="moved_deliverables")
    deliverable = models.ForeignKey("workgroups.Deliverable", models.PROTECT, related_name="+")
    words = models.CharField(_("what moved"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"))

    objects = MovedDeliverableQuerySet.as_manager()

    class Meta:
        app_label = "events"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "deliverable"], name="events_moved_deliverable_once"),
            models.CheckConstraint(condition=~Q(words=""), name="events_moved_deliverable_says_what"),
        ]

    def __str__(self) -> str:
        return self.words
