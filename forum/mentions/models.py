"""Who is named in which post."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mention(models.Model):
    """A post names a member by a link to their page that begins with @."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="mentions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "member"], name="forum_mention_once_in_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.post_id}"
