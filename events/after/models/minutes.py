"""Minutes: a text that organizers write, approve and publish; every published version stays.

Decisions and action items are rows of another room, events.meetings: they belong to the meeting itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.safety.html import stored
from events.after.enums import MinutesState
from events.after.querysets import MinutesQuerySet

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


class Minutes(models.Model):
    """The text as organizers work on it. `number` counts what was published; 0 while nothing was."""

    occurrence = models.OneToOneField("events.Occurrence", models.PROTECT, related_name="minutes")
    text = models.TextField(_("text"))
    html = models.TextField(editable=False)
    state = models.CharField(_("state"), max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    number = models.PositiveSmallIntegerField(_("published versions"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True)
    # The meeting that said so, usually the next one of a group; null where somebody approved between two.
    approved_in = models.ForeignKey("events.Occurrence", models.PROTECT, null=True, related_name="approved_minutes")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(html=""), name="events_minutes_say_something"),
            models.CheckConstraint(condition=Q(state__in=MinutesState.values), name="events_minutes_known_state"),
            models.CheckConstraint(
                condition=Q(state=MinutesState.DRAFT, approved_by=None, approved_at=None)
                | (~Q(state=MinutesState.DRAFT) & Q(approved_by__isnull=False, approved_at__isnull=False)),
                name="events_minutes_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=MinutesState.DRAFT) | Q(approved_in=None), name="events_minutes_draft_of_no_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(state=MinutesState.PUBLISHED) | Q(number__gte=1), name="events_minutes_published_once"
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        return reverse("events:minutes", args=[self.occurrence.series.slug, self.occurrence_id])

    @property
    def body(self) -> SafeString:
        """The text as it would be published, cleaned before it was stored."""
        return stored(self.html)

    @property
    def is_draft(self) -> bool:
        """Somebody writes, or has to approve."""
        return bool(self.state == MinutesState.DRAFT)

    @property
    def is_approved(self) -> bool:
        """Ready to be published."""
        return bool(self.state == MinutesState.APPROVED)


class MinutesVersion(models.Model):
    """What was published, word for word: append-only. From the second on a note says what was corrected."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    html = models.TextField(editable=False)
    note = models.CharField(_("what was corrected"), max_length=300, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_in = models.ForeignKey("events.Occurrence", models.PROTECT, null=True, related_name="approved_versions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by"))
    at = models.DateTimeField(_("published"))

    class Meta:
        app_label = "events"
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["minutes", "number"], name="events_minutes_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(html=""), name="events_minutes_version_whole"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(note=""), name="events_minutes_correction_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}, version {self.number}"

    @property
    def body(self) -> SafeString:
        """The rendered text, cleaned before it was stored."""
        return stored(self.html)
