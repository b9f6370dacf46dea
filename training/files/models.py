"""The files of lessons. A row never changes: a revision of a page names the very file it was written with."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def stored_path(row: LessonFile, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"lessons/{name}"


class LessonFile(models.Model):
    """A video or a download, under the name its sender gave it."""

    file = models.FileField(_("file"), upload_to=stored_path, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    content_type = models.CharField(_("type"), max_length=120)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    seconds = models.PositiveIntegerField(_("seconds it plays"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="training_file_has_name"),
            models.CheckConstraint(condition=models.Q(size__gte=1), name="training_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:lesson_file", args=[self.pk])

    @property
    def sort(self) -> str:
        """What people call such a file: CSV, PDF."""
        return PurePath(self.file.name or "").suffix.lstrip(".").upper()

    @property
    def is_video(self) -> bool:
        """Played in place, not downloaded."""
        return self.content_type.startswith("video/")
