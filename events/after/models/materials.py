"""Slides, handouts, links: what an organizer gives to people before or after a date."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.safety.addresses import check_address
from events.after.enums import Audience
from events.after.querysets import HandedOutQuerySet

LONGEST_ADDRESS = 500


def material_path(row: Material, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"events/materials/{name}"


class Material(models.Model):
    """A file that the one door let in, or a link; one of the two."""

    occurrence = models.ForeignKey("events.Occurrence", models.PROTECT, related_name="materials")
    title = models.CharField(_("title"), max_length=120, help_text=_("What it is, for example: Slides of part 1."))
    audience = models.CharField(_("who may have it"), max_length=20, choices=Audience, default=Audience.VIEWERS)
    address = models.CharField(_("link"), max_length=LONGEST_ADDRESS, blank=True, validators=[check_address])
    file = models.FileField(_("file"), upload_to=material_path, max_length=120, blank=True)
    name = models.CharField(_("name of the file"), max_length=255, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("given"))
    version = models.PositiveIntegerField(default=1, editable=False)
    form_token = models.UUIDField(null=True, editable=False)

    objects = HandedOutQuerySet.as_manager()

    class Meta:
        app_label = "events"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="events_material_has_title"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="events_material_known_audience"),
            models.CheckConstraint(
                condition=(Q(file="", name="", size=0) & ~Q(address=""))
                | (Q(address="", size__gte=1) & ~Q(file="") & ~Q(name="")),
                name="events_material_is_file_or_link",
            ),
            models.UniqueConstraint(fields=["by", "form_token"], name="events_material_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.address:
            return self.address
        return reverse("events:material", args=[self.occurrence.series.slug, self.occurrence_id, self.pk])

    @property
    def is_file(self) -> bool:
        """Not a link."""
        return bool(self.file)

    @property
    def sort(self) -> str:
        """What people call such a file: PDF, CSV."""
        return PurePath(self.file.name or "").suffix.lstrip(".").upper()

    @property
    def is_kept(self) -> bool:
        """Only for who takes part."""
        return bool(self.audience == Audience.TAKING_PART)
