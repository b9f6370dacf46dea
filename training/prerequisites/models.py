"""Which courses come before a course. Rows of the page's revision: nothing points at them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from training.pages import CoursePage

from .enums import Strength


class Prerequisite(Orderable):
    """`course` asks for `needs` first."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites")
    needs = models.ForeignKey(CoursePage, models.CASCADE, related_name="needed_by", verbose_name=_("course"))
    strength = models.CharField(_("how strictly"), max_length=12, choices=Strength, default=Strength.RECOMMENDED)

    panels: ClassVar = [FieldPanel("needs"), FieldPanel("strength")]

    class Meta(Orderable.Meta):
        app_label = "training"
        verbose_name = _("prerequisite")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(course=F("needs")), name="training_prerequisite_of_another"),
            models.CheckConstraint(
                condition=Q(strength__in=Strength.values), name="training_prerequisite_known_strength"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} needs {self.needs_id}"

    @property
    def is_required(self) -> bool:
        """Nobody enrols without it."""
        return self.strength == Strength.REQUIRED
