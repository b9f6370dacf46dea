"""Runs, their sessions and who takes them. Counters and states are changed by the services only."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence
from training.certificates.times import day_of
from training.pages import CoursePage, LessonPage

from .enums import CURRENT, Door, PlaceState, RunState, Way
from .querysets import RunEnrolmentQuerySet, RunQuerySet, RunSessionQuerySet

MOST_SEATS = 10_000


class Run(models.Model):
    """A dated delivery of a course. Days are days of the hub's own time zone."""

    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="runs")
    title = models.CharField(
        _("name"), max_length=120, help_text=_("What sets it apart: “Winter 2027, online”, for example.")
    )
    about = models.TextField(
        _("what people should know"),
        blank=True,
        max_length=2_000,
        help_text=_("What to bring, how much time it takes. Leave an empty line between paragraphs."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveIntegerField(
        _("seats"),
        default=0,
        validators=[MaxValueValidator(MOST_SEATS)],
        help_text=_("0: as many as want to come. When all are taken, people wait in a list."),
    )
    way = models.CharField(_("how people get a place"), max_length=12, choices=Way, default=Way.SELF)
    opens_on = models.DateField(
        _("people can join from"), null=True, blank=True, help_text=_("Empty: as soon as the run is open.")
    )
    closes_on = models.DateField(
        _("people can join until"), null=True, blank=True, help_text=_("Empty: until its last day.")
    )
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.PLANNED)
    reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    instructors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="taught_runs", blank=True, verbose_name=_("who teaches")
    )
    taken_count = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    numbers_given = models.PositiveIntegerField(default=0, editable=False)  # the order in which people came
    version = models.PositiveIntegerField(default=1, editable=False)  # rises with each change of what it says
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    form_token = models.UUIDField(null=True, blank=True, editable=False)

    objects = RunQuerySet.as_manager()

    class Meta:
        app_label = "training"
        verbose_name = _("run")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["made_by", "form_token"], name="training_run_form_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_run_ends_after_start"),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="training_run_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(seats=0) | Q(taken_count__lte=F("seats")), name="training_run_never_overbooked"
            ),
            models.CheckConstraint(condition=Q(seats__lte=MOST_SEATS), name="training_run_most_seats"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="training_run_known_way"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="training_run_known_state"),
            models.CheckConstraint(
                condition=~Q(state=RunState.CANCELLED) | ~Q(reason=""), name="training_run_cancelled_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["course", "starts_on"], name="training_run_next")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:run", args=[self.pk])

    @property
    def is_cancelled(self) -> bool:
        """It does not take place."""
        return self.state == RunState.CANCELLED

    def is_over(self, at: datetime | None = None) -> bool:
        """Its last day has passed."""
        return self.ends_on < day_of(at or timezone.now())

    def door_at(self, at: datetime | None = None) -> Door:
        """Whether people can join then; a full run is open, they wait in its list."""
        day = day_of(at or timezone.now())
        answers = (
            (self.is_cancelled, Door.CANCELLED),
            (self.ends_on < day, Door.OVER),
            (self.state == RunState.PLANNED, Door.PLANNED),
            (self.state == RunState.CLOSED, Door.CLOSED),
            (self.opens_on is not None and day < self.opens_on, Door.EARLY),
            (self.closes_on is not None and day > self.closes_on, Door.LATE),
        )
        return next((door for holds, door in answers if holds), Door.OPEN)

    @property
    def door(self) -> Door:
        """Whether people can join now."""
        return self.door_at()

    @property
    def seats_left(self) -> int | None:
        """How many are free; None when there is no limit."""
        return max(0, self.seats - self.taken_count) if self.seats else None

    @property
    def is_full(self) -> bool:
        """Whoever joins waits."""
        return self.seats_left == 0


class RunSession(models.Model):
    """A date of a run in the hub's calendar. Being there completes `lesson`.

    `is_own`: the date was made for the run, and one registers for it by taking a place there.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="sessions")
    # A date that its organizer takes out of the series goes with its session: nobody had registered for it.
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="run_sessions", verbose_name=_("date"))
    lesson = models.ForeignKey(
        LessonPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="run_sessions",
        verbose_name=_("lesson that it completes"),
    )
    is_own = models.BooleanField(default=True, editable=False)

    has_place: bool  # from holding()

    objects = RunSessionQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "occurrence"], name="training_run_session_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} at {self.occurrence_id}"


class RunEnrolment(models.Model):
    """Where a member stands in a run. `number` is the order in which people came; the row stays when they leave."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="enrolments")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="run_enrolments")
    state = models.CharField(_("state"), max_length=10, choices=PlaceState)
    number = models.PositiveIntegerField(_("number"))
    asked_at = models.DateTimeField(_("asked"))
    words = models.TextField(_("why they want to come"), blank=True, max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # a coordinator
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.CharField(_("why it was declined"), max_length=300, blank=True)
    form_token = models.UUIDField(null=True, editable=False)

    objects = RunEnrolmentQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "member"], name="training_run_one_place_each"),
            models.UniqueConstraint(fields=["run", "number"], name="training_run_number_once"),
            models.UniqueConstraint(fields=["member", "form_token"], name="training_run_enrolment_form_once"),
            models.CheckConstraint(condition=Q(state__in=PlaceState.values), name="training_run_place_known_state"),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.DECLINED) | ~Q(reason=""), name="training_run_declined_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state", "number"], name="training_run_queue")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.run_id}: {self.state}"

    @property
    def is_current(self) -> bool:
        """Neither left nor declined."""
        return self.state in CURRENT

    @property
    def is_in(self) -> bool:
        """They have a place."""
        return self.state == PlaceState.IN
