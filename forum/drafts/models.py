"""One member's unposted words at one place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .querysets import DraftQuerySet

LONGEST_DRAFT = 100_000  # characters: more than a post may hold, so that a text that was refused is kept too


class Draft(models.Model):
    """What a form held: a reply to a topic, a topic for a board, or a change of a post, as `place` says.

    It names its place as `community.notifications` does, so that the words outlive the place.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    place = models.CharField(_("place"), max_length=40)
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    others = models.JSONField(_("other fields"), default=dict)  # name: values, as the form sent them
    saved_at = models.DateTimeField(_("saved"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "place"], name="forum_draft_one_at_a_place"),
            models.CheckConstraint(condition=~models.Q(title="", text=""), name="forum_draft_holds_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-saved_at"], name="forum_draft_list"),
            models.Index(fields=["saved_at"], name="forum_draft_age"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}, {self.place}"
