"""Courses as the calendar needs them, so that it asks nobody when it is read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .querysets import CourseEntryQuerySet


class CourseEntry(models.Model):
    """A course of the floor above, under the key it has there. Written by `services.enter_courses` alone.

    One that is deleted there stays as a closed entry: revisions of events may name it.
    """

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(_("name"), max_length=255)
    slug = models.CharField(_("address"), max_length=255, db_index=True)
    url = models.CharField(_("page"), max_length=500)
    is_open = models.BooleanField(_("people may read it"), default=True)

    objects = CourseEntryQuerySet.as_manager()

    class Meta:
        app_label = "events"

    def __str__(self) -> str:
        return self.name


class CourseSeries(models.Model):
    """An event with a date that is a session of a course. What organizers say themselves is in `Series.courses`."""

    course = models.ForeignKey(CourseEntry, models.CASCADE, related_name="held")
    series = models.ForeignKey("events.Series", models.CASCADE, related_name="course_series")

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "series"], name="events_course_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} in {self.course_id}"
