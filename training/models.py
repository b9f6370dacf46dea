"""Notebook versions, enrolments, the completion ledger. Page types are in `pages`; certificates, quizzes have rooms."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .assignments.models import Review, Submission, Work
from .certificates.models import (
    Certificate,
    CertificateCounter,
    CertificatePaper,
    CertificateRevocation,
    ExpiryNotice,
    SigningKey,
)
from .discussion.models import CourseBoard, LessonTopic
from .enums import ConversionState, Effect, EnrolmentState, Rule, Source, Stage
from .evaluation.models import Evaluation, UseCheck
from .files.models import LessonFile
from .files.pages import DownloadLessonPage
from .notebook_lessons.models import ExerciseAttempt, NotebookFile
from .pages import CoursePage, LessonPage, NotebookLessonPage
from .paths.models import PathChoice, PathStep, RolePath
from .prerequisites.models import Prerequisite
from .progress import Entry, Finish
from .querysets import (
    CompletionQuerySet,
    CourseFinishQuerySet,
    EnrolmentQuerySet,
    NotebookPublicationQuerySet,
    NotebookVersionQuerySet,
)
from .quizzes.models import AskedQuestion, Attempt, ExtraTime, Question, QuestionVersion
from .runs.models import Run, RunEnrolment, RunSession
from .terms.models import LessonTerm
from .versions.models import LessonVersion
from .videos.pages import VideoLessonPage

__all__ = [
    "AskedQuestion",
    "Attempt",
    "Certificate",
    "CertificateCounter",
    "CertificatePaper",
    "CertificateRevocation",
    "Completion",
    "CourseBoard",
    "CourseFinish",
    "DownloadLessonPage",
    "Enrolment",
    "Evaluation",
    "ExerciseAttempt",
    "ExpiryNotice",
    "ExtraTime",
    "LessonFile",
    "LessonTerm",
    "LessonTopic",
    "LessonVersion",
    "NotebookFile",
    "NotebookPublication",
    "NotebookVersion",
    "PathChoice",
    "PathStep",
    "Prerequisite",
    "Question",
    "QuestionVersion",
    "Review",
    "RolePath",
    "Run",
    "RunEnrolment",
    "RunSession",
    "SigningKey",
    "Submission",
    "UseCheck",
    "VideoLessonPage",
    "Work",
]


def source_path(version: NotebookVersion, name: str) -> str:
    """A name nobody can guess; what the file was called is kept in the row."""
    return f"notebooks/{uuid.uuid4().hex}.ipynb"


def handout_path(version: NotebookVersion, name: str) -> str:
    """Another such name, for the notebook without its solutions."""
    return source_path(version, name)


class NotebookVersion(models.Model):
    """An uploaded notebook and what became of it. The file never changes; a new upload is a new version.

    `content_version` says what it holds, and is written once: a newer renderer makes the HTML again and leaves it.
    """

    LATE_AFTER: ClassVar = timedelta(minutes=2)

    source = models.FileField(_("file"), upload_to=source_path, max_length=120)
    source_name = models.CharField(_("name of the file"), max_length=255)
    source_hash = models.CharField(_("SHA-256 of the file"), max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=ConversionState, default=ConversionState.WAITING)
    message = models.TextField(_("why it was refused"), blank=True)
    started_at = models.DateTimeField(_("taken up by a task"), null=True, blank=True)
    converted_at = models.DateTimeField(_("converted"), null=True, blank=True)
    html = models.TextField(_("lesson as HTML"), blank=True)
    contents = models.JSONField(_("headings"), default=list, blank=True)
    warnings = models.JSONField(_("what could be better"), default=list, blank=True)
    text = models.TextField(_("plain words"), blank=True)
    cell_count = models.PositiveIntegerField(_("cells"), default=0)
    content_version = models.CharField(_("version of the content"), max_length=64, blank=True)
    script = models.TextField(_("the notebook as a Python script"), blank=True)
    renderer_version = models.PositiveSmallIntegerField(_("version of the renderer"), default=0)
    solutions = models.JSONField(_("where the solutions are in the HTML"), default=list, blank=True)
    handout = models.FileField(_("file without solutions"), upload_to=handout_path, max_length=120, blank=True)
    parts = models.JSONField(_("what versions are compared by"), default=list, blank=True)
    changes = models.JSONField(_("what changed from the version before"), default=list, blank=True)

    objects = NotebookVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=ConversionState.values), name="training_notebook_known_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ConversionState.READY)
                | models.Q(converted_at__isnull=False) & ~models.Q(content_version=""),
                name="training_notebook_ready_is_converted",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ConversionState.REFUSED) | ~models.Q(message=""),
                name="training_notebook_refusal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.source_name

    @property
    def stage(self) -> Stage:
        """How far it is, for those who wait for it."""
        if self.state == ConversionState.WAITING:
            return Stage.CONVERTING if self.started_at else Stage.WAITING
        return Stage(self.state)

    @property
    def is_going_on(self) -> bool:
        """Asking again later makes sense."""
        return self.state == ConversionState.WAITING

    @property
    def is_late(self) -> bool:
        """It waits longer than a conversion ever takes: somebody should look at the task cluster."""
        return self.is_going_on and timezone.now() - self.uploaded_at > self.LATE_AFTER


class NotebookPublication(models.Model):
    """The version learners read. It is no field of the page, so that publishing an old revision can't turn it back."""

    lesson = models.OneToOneField(NotebookLessonPage, models.CASCADE, related_name="publication")
    version = models.ForeignKey(NotebookVersion, models.PROTECT, related_name="publications")
    since = models.DateTimeField(_("since"))

    has_script: bool  # from with_script_flag()

    objects = NotebookPublicationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.version_id}"


class Enrolment(models.Model):
    """A member takes a course. The row stays when they leave; so does the ledger."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="enrolments")
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(_("enrolled"))
    active_at = models.DateTimeField(_("last worked on"))
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "course"], name="training_one_enrolment_each"),
            models.UniqueConstraint(fields=["member", "form_token"], name="training_enrolment_form_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=EnrolmentState.values), name="training_enrolment_known_state"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "state", "-active_at"], name="training_enrolment_recent")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.course_id}: {self.state}"

    @property
    def is_active(self) -> bool:
        """Not left."""
        return self.state == EnrolmentState.ACTIVE


class Completion(models.Model):
    """A row of the ledger: append-only. Undoing is another row (docs/adr/0007)."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="completions")
    lesson = models.ForeignKey(LessonPage, models.PROTECT, related_name="completions")
    content_version = models.CharField(_("version of the content"), max_length=64)
    version = models.PositiveIntegerField(_("version of the lesson"), default=0)  # 0: before versions were kept
    effect = models.CharField(_("effect"), max_length=10, choices=Effect)
    rule = models.CharField(_("rule"), max_length=20, choices=Rule)
    source = models.CharField(_("where it comes from"), max_length=20, choices=Source)
    at = models.DateTimeField(_("when"))
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "form_token"], name="training_completion_form_once"),
            models.CheckConstraint(condition=models.Q(effect__in=Effect.values), name="training_completion_effect"),
            models.CheckConstraint(condition=models.Q(rule__in=Rule.values), name="training_completion_known_rule"),
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="training_completion_source"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "lesson", "-at"], name="training_completion_latest"),
            models.Index(
                fields=["member", "lesson"],
                name="training_completion_undone",
                condition=models.Q(effect=Effect.UNDONE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.effect} {self.lesson_id}"

    @property
    def entry(self) -> Entry:
        """The row as progress reads it."""
        return Entry(lesson=self.lesson_id, effect=self.effect, at=self.at, number=self.pk, version=self.version)


class CourseFinish(models.Model):
    """The fact that a member had done every lesson that the course had at that time: append-only (docs/adr/0024)."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="course_finishes")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="finishes")
    number = models.PositiveSmallIntegerField(_("which time"), default=1)
    lessons = models.JSONField(_("the lessons of then, by key"))
    at = models.DateTimeField(_("when"))

    asks_survey: bool  # from with_questions()

    objects = CourseFinishQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "course", "number"], name="training_finish_numbered"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="training_finish_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} finished {self.course_id}"

    @property
    def finish(self) -> Finish:
        """The row as progress reads it."""
        return Finish(frozenset(self.lessons), self.at)
