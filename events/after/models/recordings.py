"""The recording of a date: a video here or elsewhere, its captions, and what is said in it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.after.enums import Audience
from events.after.querysets import RecordingQuerySet

MOST_WORDS = 1_000_000


def recording_path(row: Recording, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"events/recordings/{name}"


class Recording(models.Model):
    """One for each date. It is shown only with captions and a transcript; the database refuses it else."""

    occurrence = models.OneToOneField("events.Occurrence", models.PROTECT, related_name="recording")
    address = models.CharField(
        _("address of the video"), max_length=500, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    has_captions_there = models.BooleanField(_("the video at that address shows captions"), default=False)
    file = models.FileField(_("video"), upload_to=recording_path, max_length=120, blank=True)
    name = models.CharField(_("name of the file"), max_length=255, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    content_type = models.CharField(_("type"), max_length=120, blank=True)
    seconds = models.PositiveIntegerField(_("seconds it plays"), null=True)
    captions = models.TextField(_("captions"), blank=True, max_length=MOST_WORDS)
    transcript = models.TextField(_("transcript"), blank=True, max_length=MOST_WORDS)
    audience = models.CharField(_("who may watch it"), max_length=20, choices=Audience, default=Audience.VIEWERS)
    version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("changed"))
    shown_at = models.DateTimeField(_("shown since"), null=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="events_recording_known_audience"),
            models.CheckConstraint(
                condition=(Q(file="", size=0, seconds=None)) | (Q(address="", size__gte=1) & ~Q(name="")),
                name="events_recording_is_file_or_address",
            ),
            models.CheckConstraint(
                condition=Q(shown_at=None)
                | (~Q(captions="") & ~Q(transcript="") & (~Q(file="") | (~Q(address="") & Q(has_captions_there=True)))),
                name="events_recording_shown_with_captions",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address or f"recording of {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        return reverse("events:recording", args=[self.occurrence.series.slug, self.occurrence_id])

    @property
    def is_shown(self) -> bool:
        """People may watch it."""
        return self.shown_at is not None
