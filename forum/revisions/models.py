"""The versions of a post, written once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .querysets import RevisionQuerySet


class Revision(models.Model):
    """What a post said in one version. A post that nobody edited has none: its own row says it.

    The number is that of the edits before it, and one; versions from before the hub kept them are missing.
    """

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255, blank=True)  # of the topic, in versions of its first post
    content = models.TextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "number"], name="forum_revision_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="forum_revision_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.number}"
