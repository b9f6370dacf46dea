"""The versions of lessons: append-only rows, outside the pages' revisions, so that no old draft can turn them back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.enums import Change
from training.pages import LessonPage

from .querysets import LessonVersionQuerySet


class LessonVersion(models.Model):
    """What a publication made of a lesson. The numbers of a lesson's versions begin with 1 and leave none out."""

    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("change"), max_length=10, choices=Change)
    what_changed = models.CharField(_("what changed"), max_length=300, blank=True)
    added = models.JSONField(_("headings added"), default=list, blank=True)
    removed = models.JSONField(_("headings removed"), default=list, blank=True)
    reworded = models.JSONField(_("headings whose text changed"), default=list, blank=True)
    sections = models.JSONField(_("headings, each with a hash of its text"), default=list, blank=True)
    digest = models.CharField(_("hash of what learners read"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("published"))

    objects = LessonVersionQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "number"], name="training_version_numbered"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="training_version_from_one"),
            models.CheckConstraint(condition=models.Q(change__in=Change.values), name="training_version_known_change"),
            models.CheckConstraint(
                condition=~models.Q(change=Change.FIRST) | models.Q(number=1), name="training_version_first_is_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(change=Change.MAJOR) | ~models.Q(what_changed=""),
                name="training_version_major_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}, version {self.number}: {self.change}"
