"""Pictures within the text of posts. Files below a post are attachments."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .querysets import PictureQuerySet

LONGEST_ALT = 300


def picture_path(picture: Picture, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"pictures/{name}"


class Picture(models.Model):
    """A picture that a member put here for a post. Its address says how large it is, so that no page jumps."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pictures")
    file = models.FileField(_("file"), upload_to=picture_path, max_length=120)
    alt = models.CharField(_("what it shows"), max_length=LONGEST_ALT)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    made_at = models.DateTimeField(_("put here"), default=timezone.now)
    used_at = models.DateTimeField(_("first shown in a post"), null=True, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(alt=""), name="forum_picture_has_alt"),
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="forum_picture_has_size"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="forum_picture_unused", condition=Q(used_at=None)),
        ]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("boards:picture", kwargs={"token": self.token, "width": self.width, "height": self.height})


class PictureUse(models.Model):
    """A post of the picture's member that shows it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="uses")
    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="picture_uses")

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "post"], name="forum_picture_once_in_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.post_id}"
