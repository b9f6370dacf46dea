"""A newcomer's first week: what was suggested, and what the member ticked off; all else is asked of what exists."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Why
from .querysets import FirstStepQuerySet, FirstWeekQuerySet


class FirstWeek(models.Model):
    """One for each member who signed up."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="first_week")
    began_at = models.DateTimeField(_("began"), default=timezone.now)
    closed_at = models.DateTimeField(_("put away"), null=True, blank=True)

    objects = FirstWeekQuerySet.as_manager()

    def __str__(self) -> str:
        return f"First week of {self.member_id}"


class FirstStep(models.Model):
    """One thing to do: which step, and what was suggested for it."""

    week = models.ForeignKey(FirstWeek, models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=20)
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    key = models.BigIntegerField(_("what"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=12, choices=Why, blank=True, default=Why.NONE)
    done_at = models.DateTimeField(_("ticked off"), null=True, blank=True)

    objects = FirstStepQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["week", "step", "place"], name="newcomers_one_in_each_place"),
            models.CheckConstraint(condition=models.Q(why__in=Why.values), name="newcomers_known_why"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.key or ''}"
