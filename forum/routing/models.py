"""Whom a question was put to, when its first answer came, and that its leads were told it waits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.people.registries import Reason

from .querysets import AskedQuerySet, FirstAnswerQuerySet

MOST_ASKED = 3


class Asked(models.Model):
    """A question was put to somebody, for reasons that were counted then.

    A question has MOST_ASKED places. Whoever says “not me” gives theirs to one other (`is_second`), no further.
    """

    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="asked")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_questions")
    place = models.PositiveSmallIntegerField(_("place"))
    is_second = models.BooleanField(_("in place of somebody"), default=False)
    reasons = models.JSONField(_("why"), default=list)
    at = models.DateTimeField(_("when"), default=timezone.now)
    declined_at = models.DateTimeField(_("said no"), null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "member"], name="forum_asked_once"),
            models.UniqueConstraint(fields=["topic", "place", "is_second"], name="forum_asked_one_in_a_place"),
            models.UniqueConstraint(
                fields=["topic", "place"], name="forum_asked_place_is_given_on", condition=Q(declined_at=None)
            ),
            models.CheckConstraint(condition=Q(place__lt=MOST_ASKED), name="forum_asked_few"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["at", "member"], name="forum_asked_lately"),
            models.Index(fields=["member", "-at"], name="forum_asked_open", condition=Q(declined_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} about {self.topic_id}"

    @property
    def why(self) -> list[Reason]:
        """The reasons."""
        stored: list[dict[str, Any]] = self.reasons
        return [Reason.of(each) for each in stored]


class FirstAnswer(models.Model):
    """The first post of somebody else in a question, and how long it took: kept by services.settling."""

    topic = models.OneToOneField(
        "forum_conversation.Topic", models.CASCADE, primary_key=True, related_name="first_answer"
    )
    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="+")
    seconds = models.PositiveBigIntegerField(_("seconds it took"))

    objects = FirstAnswerQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.post_id}"


class WaitNotice(models.Model):
    """Those who look after a board were told, once, that this question waits."""

    topic = models.OneToOneField(
        "forum_conversation.Topic", models.CASCADE, primary_key=True, related_name="wait_notice"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        app_label = "hub_forum"

    def __str__(self) -> str:
        return f"{self.topic_id} at {self.at}"
