"""machina's forum profile; the hub shows its own member pages and keeps this table empty."""

from __future__ import annotations

from django.db import models
from machina.apps.forum_member.abstract_models import AbstractForumProfile


class ForumProfile(AbstractForumProfile):
    """Unused: no picture upload and no signature."""

    avatar = None
    signature = models.TextField(blank=True, editable=False)

    class Meta(AbstractForumProfile.Meta):
        pass
