"""A member's work on an assignment: the draft, what was handed in (append-only), what was answered (append-only)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import Verdict, WorkState
from .pages import AssignmentLessonPage
from .querysets import WorkQuerySet


def stored_path(row: models.Model, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"work/{name}"


class Handed(models.Model):
    """Words, a link, a file: what a draft holds and a submission keeps."""

    text = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=stored_path, max_length=120, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    file_size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        abstract = True

    @property
    def handed(self) -> dict[str, object]:
        """The fields by name; the file by its stored name."""
        names = ("text", "link", "file_name", "file_size")
        return {**{name: getattr(self, name) for name in names}, "file": self.file.name or ""}


class Work(Handed):
    """What one member does about one assignment; the fields of Handed are the draft.

    `draft_version` counts its changes, so that a tab left open takes nothing back. The row is the lock for all verbs.
    """

    lesson = models.ForeignKey(AssignmentLessonPage, models.PROTECT, related_name="works")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="works")
    state = models.CharField(_("state"), max_length=10, choices=WorkState, default=WorkState.DRAFT)
    draft_version = models.PositiveIntegerField(_("version of the draft"), default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "member"], name="training_work_one_each"),
            models.CheckConstraint(condition=Q(state__in=WorkState.values), name="training_work_known_state"),
            models.CheckConstraint(
                condition=~Q(state=WorkState.WAITING) | Q(waiting_since__isnull=False), name="training_work_waits_since"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "waiting_since"], name="training_work_queue")]

    def __str__(self) -> str:
        return f"{self.member_id}, {self.lesson_id}"

    def get_absolute_url(self) -> str:
        return reverse("training:work", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """An instructor's answer is due."""
        return self.state == WorkState.WAITING

    @property
    def is_accepted(self) -> bool:
        """The lesson is done by it."""
        return self.state == WorkState.ACCEPTED

    @property
    def tone(self) -> str:
        """Of its label."""
        return {WorkState.ACCEPTED: "ok", WorkState.RETURNED: "warn"}.get(WorkState(self.state), "")


class Submission(Handed):
    """What was handed in at one time."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(_("number"))
    handed_in_at = models.DateTimeField(_("handed in"))
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "number"], name="training_submission_number"),
            models.UniqueConstraint(fields=["work", "form_token"], name="training_submission_form_once"),
            models.CheckConstraint(condition=~Q(text="", link="", file=""), name="training_submission_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}, {self.number}"


class Review(models.Model):
    """An instructor's answer to a submission. `marks` are in words, so that they stay when the rubric changes."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    marks = models.JSONField(_("marks"), default=list)
    points = models.PositiveIntegerField(_("points"), default=0)
    most = models.PositiveIntegerField(_("points there are"), default=0)
    feedback = models.TextField(_("feedback"), blank=True)
    at = models.DateTimeField(_("when"))
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "form_token"], name="training_review_form_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="training_review_known_verdict"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(feedback=""), name="training_review_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.verdict}"

    @property
    def tone(self) -> str:
        """Of its label."""
        return {Verdict.ACCEPTED: "ok", Verdict.RETURNED: "warn"}.get(Verdict(self.verdict), "bad")
