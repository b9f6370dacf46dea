"""Which words of the glossary a lesson uses: written when it is published, read with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from training.pages import LessonPage


class LessonTerm(models.Model):
    """A lesson uses a word of the glossary; `place` is its turn in the lesson, from 0."""

    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="lesson_terms")
    term = models.ForeignKey("glossary.Term", models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "training"
        ordering = ("place", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "term"], name="training_lesson_uses_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.term_id}"
