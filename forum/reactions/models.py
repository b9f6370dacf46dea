"""Who reacted to which post, and how."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import ReactionKind
from .querysets import ReactionQuerySet


class Reaction(models.Model):
    """One member, one post, one kind."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="reactions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reactions")
    kind = models.CharField(_("kind"), max_length=12, choices=ReactionKind)
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "kind", "member"], name="forum_reaction_once"),
            models.CheckConstraint(condition=Q(kind__in=ReactionKind.values), name="forum_reaction_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind} for {self.post_id}"
