"""Read marks: one row for what a reader has read of a topic, one for a whole board."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_tracking.abstract_models import AbstractForumReadTrack, AbstractTopicReadTrack


class ForumReadTrack(AbstractForumReadTrack):
    """Everything in the board up to `mark_time` is read."""

    mark_time = models.DateTimeField(_("read up to"))

    objects: ClassVar[models.Manager[ForumReadTrack]] = models.Manager()

    class Meta(AbstractForumReadTrack.Meta):
        pass


class TopicReadTrack(AbstractTopicReadTrack):
    """Every post of the topic up to `mark_time` is read."""

    mark_time = models.DateTimeField(_("read up to"))

    class Meta(AbstractTopicReadTrack.Meta):
        pass
