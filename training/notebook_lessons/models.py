"""Facts about notebook lessons: whose attempt opened which solution, and the files that stand beside a notebook."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.pages import LessonPage, NotebookLessonPage


class ExerciseAttempt(models.Model):
    """A member tried an exercise, so its solution is open to them. No progress: the ledger knows nothing of it."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exercise_attempts")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="exercise_attempts")
    solution = models.CharField(_("key of the solution"), max_length=20)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "lesson", "solution"], name="training_exercise_attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} tried {self.solution} of {self.lesson_id}"


def file_path(row: NotebookFile, name: str) -> str:
    """A name nobody can guess, with the ending the door let in."""
    return f"lesson-files/{uuid.uuid4().hex}.{name.rpartition('.')[2]}"


class NotebookFile(models.Model):
    """A small dataset that a notebook reads, for learners to download; it is no part of the page's revisions."""

    lesson = models.ForeignKey(NotebookLessonPage, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=file_path, max_length=120)
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveBigIntegerField(_("bytes"))
    file_hash = models.CharField(_("SHA-256"), max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "name"], name="training_notebook_file_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def format(self) -> str:
        """The ending in capitals, as people call it."""
        return self.name.rpartition(".")[2].upper()
