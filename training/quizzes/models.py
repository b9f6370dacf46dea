"""Questions with their versions, attempts with what they asked, and extra time. Versions never change."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.pages import CoursePage

from .enums import AttemptState, QuestionKind
from .pages import QuizLessonPage
from .querysets import GRACE, AskedQuerySet, AttemptQuerySet, QuestionQuerySet


class Question(models.Model):
    """A question of a course's bank. What it says is its `current` version; `key` names it in files."""

    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="questions")
    key = models.SlugField(_("key"), max_length=60)
    is_in_use = models.BooleanField(_("in use"), default=True)
    current = models.OneToOneField(
        "training.QuestionVersion", models.PROTECT, null=True, related_name="+", verbose_name=_("asked today")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="training_question_one_key"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """A question as it was written at one time: append-only, so that an attempt keeps what it was asked."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    text = models.TextField(_("question"))
    content = models.JSONField(_("answers"), default=dict)
    hint = models.TextField(_("hint"), blank=True)
    feedback = models.TextField(_("feedback"), blank=True)
    points = models.PositiveSmallIntegerField(_("points"), default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="training_question_version_number"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="training_question_known_kind"),
            models.CheckConstraint(condition=Q(points__gte=1, points__lte=100), name="training_question_points"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, {self.number}"


class Attempt(models.Model):
    """A member takes a quiz once. `seed` drew it; `pass_percent` is the rule that was in force when it began."""

    lesson = models.ForeignKey(QuizLessonPage, models.PROTECT, related_name="attempts")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="quiz_attempts")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    seed = models.PositiveBigIntegerField(_("seed"))
    pass_percent = models.PositiveSmallIntegerField(_("percent needed to pass"))
    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("time is over"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    is_ended_by_time = models.BooleanField(_("ended because the time was over"), default=False)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, default=Decimal(0))
    most = models.PositiveIntegerField(_("points there are"), default=0)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0)
    is_passed = models.BooleanField(_("passed"), default=False)
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "member", "number"], name="training_attempt_number"),
            models.UniqueConstraint(fields=["member", "form_token"], name="training_attempt_form_once"),
            models.UniqueConstraint(
                fields=["lesson", "member"], condition=Q(state=AttemptState.OPEN), name="training_attempt_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=AttemptState.values), name="training_attempt_known_state"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="training_attempt_percent"),
            models.CheckConstraint(
                condition=Q(state=AttemptState.OPEN) | Q(handed_in_at__isnull=False),
                name="training_attempt_done_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["deadline"], condition=Q(state=AttemptState.OPEN), name="training_attempt_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}, {self.lesson_id}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("training:attempt", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Not handed in."""
        return self.state == AttemptState.OPEN

    def is_overdue(self, *, at: datetime | None = None) -> bool:
        """The time is over, and it was not handed in."""
        return self.is_open and self.deadline is not None and (at or timezone.now()) > self.deadline + GRACE

    @property
    def minutes_left(self) -> int:
        """Whole minutes until the time is over, 0 at least."""
        left = (self.deadline - timezone.now()) if self.deadline else timedelta(0)
        return max(int(left.total_seconds() // 60), 0)


class AskedQuestion(models.Model):
    """A question of an attempt, in the version and order it was asked, and what was answered."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="asked")
    place = models.PositiveSmallIntegerField(_("place"))
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="asked")
    layout = models.JSONField(_("order of the lines"), default=dict)
    answer = models.JSONField(_("answer"), null=True, blank=True)
    saved_from = models.UUIDField(_("tab it was saved from"), null=True, blank=True, editable=False)
    hint_shown_at = models.DateTimeField(_("hint shown"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, default=Decimal(0))
    is_right = models.BooleanField(_("right"), default=False)

    objects = AskedQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "place"], name="training_asked_place"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}, {self.place}"


class ExtraTime(models.Model):
    """An accommodation: more time for one member in one course's quizzes. Seen by instructors and the member only."""

    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="extra_times")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="extra_times")
    factor = models.DecimalField(
        _("times the limit"), max_digits=3, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(4))],
    )  # fmt: skip
    minutes = models.PositiveSmallIntegerField(_("minutes more"), default=0, validators=[MaxValueValidator(600)])
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set"), auto_now=True)

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "member"], name="training_extra_time_one_each"),
            models.CheckConstraint(condition=Q(factor__gte=1, factor__lte=4), name="training_extra_time_factor"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.course_id}"

    def stretch(self, limit: timedelta) -> timedelta:
        """The limit as it holds for this member."""
        return limit * float(self.factor) + timedelta(minutes=self.minutes)
