"""The stored calendar text, the versions of feeds, and what a program was last given of somebody's own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.querysets import SeriesCalendarQuerySet


class OwnFeed(models.Model):
    """One feed of one member as it was last served: its date of change only rises, whatever goes out of it.

    What a member sees changes in many ways (a group lets them go, they withdraw, a date falls out of the window), so
    it is compared with what was served, and not guessed from who changed what.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_feeds")
    name = models.CharField(_("feed"), max_length=64)
    etag = models.CharField(_("version"), max_length=64)
    changed_at = models.DateTimeField(_("last change"))

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="events_own_feed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.member_id}"


class SeriesCalendar(models.Model):
    """The iCalendar text of one series, made when it was last settled. Never part of a revision."""

    series = models.OneToOneField("events.Series", models.PROTECT, primary_key=True, related_name="calendar")
    block = models.TextField(_("VEVENTs"))
    zone = models.CharField(_("time zone"), max_length=64)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)  # RFC 5546 2.1.4: rises with time, place, status
    version = models.PositiveIntegerField(_("version"), default=0, db_default=0)  # rises with each new text
    stamped_at = models.DateTimeField(_("last change"))
    is_public = models.BooleanField(_("in the public calendar"), default=False)
    last_end_at = models.DateTimeField(_("last occurrence ends"))
    meets = models.CharField(_("where people meet"), max_length=64, blank=True, default="", db_default="")

    objects = SeriesCalendarQuerySet.as_manager()

    class Meta:
        app_label = "events"
        indexes: ClassVar = [models.Index(fields=["is_public", "last_end_at"], name="events_calendar_public")]

    def __str__(self) -> str:
        return f"calendar of {self.series_id}"


class FeedVersion(models.Model):
    """The version of one feed: raised in the transaction of each change, so that a GET compares one row."""

    name = models.CharField(_("feed"), max_length=40, unique=True)
    number = models.PositiveBigIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("last change"))  # never goes back
    since = models.DateTimeField(_("shows what ends after"))

    class Meta:
        app_label = "events"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
