"""Rules of registration, questions and answers, each step of a registration, and what people need to take part.

None of it is part of a series' revision: rules hold from the moment they are saved, and answers stay.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.enums import RegistrationState

from .enums import QuestionKind
from .querysets import AccommodationQuerySet, QuestionQuerySet

if TYPE_CHECKING:
    from events.models import Occurrence

LONGEST_QUESTION = 200
LONGEST_ANSWER = 500
LONGEST_NEED = 1_000
MOST_DAYS, MOST_HOURS, MOST_PEOPLE = 730, 2_160, 10_000


class RegistrationRules(models.Model):
    """How one registers for the dates of a series. An event without a row has none of these rules.

    Deadlines are counted from the beginning of each date, so that they hold for every date and move with it.
    """

    series = models.OneToOneField(
        "events.Series", models.CASCADE, primary_key=True, related_name="registration_rules", editable=False
    )
    is_by_approval = models.BooleanField(
        _("Organizers let people in"),
        default=False,
        help_text=_("People ask for a place, and you say yes, or no with a reason."),
    )
    opens_days = models.PositiveIntegerField(
        _("Registration opens: days before the date"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("Leave empty to open it at once."),
    )
    closes_hours = models.PositiveIntegerField(
        _("Registration closes: hours before the date begins"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_HOURS)],
        help_text=_("Leave empty to let people in until it is over."),
    )
    withdraw_hours = models.PositiveIntegerField(
        _("People can withdraw until: hours before the date begins"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_HOURS)],
        help_text=_("Leave empty to let them withdraw until it is over."),
    )
    department_quota = models.PositiveIntegerField(
        _("Most people of one department, on each date"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_("People who wait count too. Leave empty for no limit."),
    )
    accommodation_handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who handles what people need"),
    )
    question_count = models.PositiveIntegerField(default=0, editable=False)  # asked ones, so that a page asks no more
    version = models.PositiveIntegerField(default=0, editable=False)  # rises with each change

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(department_quota=None) | Q(department_quota__gte=1), name="events_quota_lets_somebody_in"
            ),
        ]

    def __str__(self) -> str:
        return f"rules of {self.series_id}"

    def opens_at(self, occurrence: Occurrence) -> datetime | None:
        """From when on one can register; None: at once."""
        return None if self.opens_days is None else occurrence.start_at - timedelta(days=self.opens_days)

    def closes_at(self, occurrence: Occurrence) -> datetime | None:
        """Until when one can register; None: until it is over."""
        return None if self.closes_hours is None else occurrence.start_at - timedelta(hours=self.closes_hours)

    def withdraws_until(self, occurrence: Occurrence) -> datetime | None:
        """Until when who comes can withdraw; None: until it is over."""
        return None if self.withdraw_hours is None else occurrence.start_at - timedelta(hours=self.withdraw_hours)


class Question(models.Model):
    """What the organizer asks everybody who registers. One with answers is retired, not deleted."""

    series = models.ForeignKey("events.Series", models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    kind = models.CharField(_("answer"), max_length=10, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = models.TextField(_("choices, one on each line"), blank=True, max_length=2_000)
    is_required = models.BooleanField(_("everybody must answer"), default=False)
    is_retired = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="events_question_asks_something"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="events_known_question_kind"),
            models.CheckConstraint(
                condition=~Q(kind=QuestionKind.CHOICE) | ~Q(choices=""), name="events_choice_has_choices"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["series", "place"], name="events_question_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def options(self) -> list[str]:
        """What one chooses among."""
        return [line for line in self.choices.splitlines() if line]


class Answer(models.Model):
    """What somebody answered when they registered; written again when they register again."""

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.CharField(_("answer"), max_length=LONGEST_ANSWER)

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "question"], name="events_one_answer_each"),
        ]

    def __str__(self) -> str:
        return self.text


class RegistrationStep(models.Model):
    """A registration reached a state: append-only. In the order of the keys it is the history of a date's places."""

    registration = models.ForeignKey("events.Registration", models.PROTECT, related_name="steps")
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState)
    number = models.PositiveIntegerField(_("number"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="events_known_step"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.state}"


class AccommodationRequest(models.Model):
    """What somebody needs to take part: read by few, in no file and no mail, deleted soon after the date."""

    registration = models.OneToOneField(
        "events.Registration", models.CASCADE, primary_key=True, related_name="accommodation"
    )
    text = models.TextField(_("what they need"), max_length=LONGEST_NEED)
    written_at = models.DateTimeField(_("written"))

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="events_need_says_something")]

    def __str__(self) -> str:
        return f"accommodation of registration {self.registration_id}"
