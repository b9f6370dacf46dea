"""What learners answer about a course they finished. Both kinds of answers belong to a finish, and so to a person:
nothing but `figures` and `outcomes` shows them to anybody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Agreement, Pace, Use, Wait
from .instrument import QUESTIONS
from .querysets import AnswerQuerySet, UseCheckQuerySet

MAY_CHANGE: timedelta = timedelta(days=30)


def _among(name: str, values: list[int]) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": values})


class Evaluation(models.Model):
    """The survey about one finish: answered, or skipped. A column that is null was left open."""

    finish = models.OneToOneField("training.CourseFinish", models.PROTECT, related_name="evaluation")
    relevance = models.PositiveSmallIntegerField(_("relevance"), null=True, choices=Agreement)
    clarity = models.PositiveSmallIntegerField(_("clarity"), null=True, choices=Agreement)
    pace = models.PositiveSmallIntegerField(_("pace"), null=True, choices=Pace)
    confidence = models.PositiveSmallIntegerField(_("confidence"), null=True, choices=Agreement)
    intention = models.PositiveSmallIntegerField(_("intention"), null=True, choices=Agreement)
    recommend = models.PositiveSmallIntegerField(_("recommendation"), null=True, choices=Agreement)
    words = models.TextField(_("what to change"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    skipped_at = models.DateTimeField(_("skipped"), null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            *(
                models.CheckConstraint(
                    condition=_among(question.name, question.choices.values),
                    name=f"training_evaluation_{question.name}",
                )
                for question in QUESTIONS
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False, skipped_at__isnull=True)
                | Q(answered_at__isnull=True, skipped_at__isnull=False),
                name="training_evaluation_answered_or_skipped",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False)
                | Q(words="", **{f"{question.name}__isnull": True for question in QUESTIONS}),
                name="training_evaluation_skipped_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finish_id}: {'skipped' if self.answered_at is None else 'answered'}"

    @property
    def changes_until(self) -> datetime | None:
        """Until when the answers may be changed; None while there are none."""
        return self.answered_at and self.answered_at + MAY_CHANGE

    def is_closed(self, at: datetime | None = None) -> bool:
        """It was answered, and may not be changed any more."""
        return self.changes_until is not None and (at or timezone.now()) > self.changes_until


class UseCheck(models.Model):
    """“Did you use it?”, asked once, some days after a finish. With `shared_at` its words are an outcome to be shown.

    `department` is the writer's at the time of the answer.
    """

    finish = models.ForeignKey("training.CourseFinish", models.PROTECT, related_name="use_checks")
    days = models.PositiveSmallIntegerField(_("days after the finish"), choices=Wait)
    asked_at = models.DateTimeField(_("asked"))
    use = models.CharField(_("used"), max_length=10, choices=Use, blank=True)
    words = models.TextField(_("what came of it, or why not"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    department = models.ForeignKey("people.Department", models.SET_NULL, null=True, related_name="+")
    shared_at = models.DateTimeField(_("shown since"), null=True)

    objects = UseCheckQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finish", "days"], name="training_use_asked_once"),
            models.CheckConstraint(condition=Q(days__in=Wait.values), name="training_use_known_wait"),
            models.CheckConstraint(
                condition=Q(use__in=Use.values, answered_at__isnull=False)
                | Q(use="", words="", answered_at__isnull=True),
                name="training_use_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | (Q(use=Use.YES) & ~Q(words="")), name="training_use_shows_words"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["department", "-shared_at"], condition=Q(shared_at__isnull=False), name="training_use_outcomes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finish_id} after {self.days} days"

    def get_absolute_url(self) -> str:
        return reverse("training:use_check", args=[self.pk])
