"""Where a merged topic went, and which topic was split off from which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MergedTopic(models.Model):
    """A topic whose posts are in another one: its old address leads there.

    Its row stays, hidden and empty, so that nothing that points to it breaks. `into` is never a merged topic itself.
    """

    former = models.OneToOneField("forum_conversation.Topic", models.CASCADE, related_name="merged_into")
    into = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="merged")
    at = models.DateTimeField(_("merged"), default=timezone.now)

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(former=F("into")), name="forum_merged_into_another_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.former_id} into {self.into_id}"


class SplitTopic(models.Model):
    """Some replies of `source` went to a topic of their own; the pages of both say so."""

    source = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="splits")
    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="split_from")
    at = models.DateTimeField(_("split off"), default=timezone.now)

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "topic"], name="forum_split_said_once"),
            models.CheckConstraint(condition=~Q(source=F("topic")), name="forum_split_from_another_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} from {self.source_id}"
