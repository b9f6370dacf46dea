"""Spotlights: a few words of the editors about a member or a group, shown with consent."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Consent
from .querysets import SpotlightQuerySet


class Spotlight(models.Model):
    """What the home page says about one member or one group, for some days."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="spotlights"
    )
    group = models.ForeignKey("workgroups.WorkGroup", models.CASCADE, null=True, blank=True, related_name="spotlights")
    words = models.TextField(_("words on the home page"), max_length=600)
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    consent = models.CharField(_("consent"), max_length=8, choices=Consent, default=Consent.ASKED)
    agreed_words = models.TextField(_("words that were agreed to"), blank=True, max_length=600)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = SpotlightQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, group__isnull=True) | Q(member__isnull=True, group__isnull=False),
                name="spotlights_about_one",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="spotlights_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(consent=Consent.ASKED, answered_by__isnull=True, answered_at__isnull=True)
                | Q(
                    consent__in=[Consent.AGREED, Consent.DECLINED],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                name="spotlights_answer_has_who_and_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_on"], name="spotlights_ends_on")]

    def __str__(self) -> str:
        return str(self.member or self.group)

    def get_absolute_url(self) -> str:
        return reverse("spotlights:spotlight", kwargs={"pk": self.pk})

    @property
    def about_url(self) -> str:
        """The page of whom it is about."""
        about = self.member or self.group
        return about.get_absolute_url() if about else ""
