"""How a date was: whom the hub asked, and what they said. Answers have a name here and on no page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.after.enums import Again, Agreement, Length
from events.after.querysets import SurveyAnswerQuerySet, SurveyQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_WORDS = 2_000
QUESTIONS: dict[str, tuple[StrOrPromise, type[models.IntegerChoices]]] = {
    "useful": (_("Was it useful for your work?"), Agreement),
    "clear": (_("Was it easy to follow?"), Agreement),
    "reach": (_("Could you take part fully: see, hear, read and speak?"), Agreement),
    "length": (_("How long was it?"), Length),
    "again": (_("Would you come again?"), Again),
}
WORDS_QUESTION = _("What should we keep, and what should we change?")
_NOTHING = {"words": "", **{f"{name}__isnull": True for name in QUESTIONS}}


class Survey(models.Model):
    """An organizer wants to know how a date was. Everybody who was there is asked once, until it closes."""

    occurrence = models.OneToOneField("events.Occurrence", models.PROTECT, related_name="survey")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("begun"))
    closes_at = models.DateTimeField(_("closes"))

    objects = SurveyQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("at")), name="events_survey_closes_later"),
        ]

    def __str__(self) -> str:
        return f"survey of {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        return reverse("events:survey", args=[self.occurrence.series.slug, self.occurrence_id])

    def is_closed(self, at: datetime | None = None) -> bool:
        """Nothing is asked or changed any more."""
        return self.closes_at <= (at or timezone.now())


class SurveyAnswer(models.Model):
    """One person who was asked. A question may stay open; the fields are those of `QUESTIONS`."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    useful = models.PositiveSmallIntegerField(QUESTIONS["useful"][0], choices=Agreement, null=True)
    clear = models.PositiveSmallIntegerField(QUESTIONS["clear"][0], choices=Agreement, null=True)
    reach = models.PositiveSmallIntegerField(QUESTIONS["reach"][0], choices=Agreement, null=True)
    length = models.PositiveSmallIntegerField(QUESTIONS["length"][0], choices=Length, null=True)
    again = models.PositiveSmallIntegerField(QUESTIONS["again"][0], choices=Again, null=True)
    words = models.TextField(WORDS_QUESTION, blank=True, max_length=MOST_WORDS)
    answered_at = models.DateTimeField(_("answered"), null=True)
    skipped_at = models.DateTimeField(_("skipped"), null=True)

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "member"], name="events_survey_asks_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(**_NOTHING), name="events_survey_unanswered_says_nothing"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(skipped_at=None), name="events_survey_answered_or_skipped"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": values}),
                    name=f"events_survey_known_{name}",
                )
                for name, values in ((name, choices.values) for name, (_text, choices) in QUESTIONS.items())
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {'answered' if self.answered_at else 'asked'}"
