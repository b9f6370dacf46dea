"""Files of posts: machina's table, filled by the one door for files."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_attachments.abstract_models import AbstractAttachment


def stored_path(attachment: Attachment, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"attachments/{name}"


class Attachment(AbstractAttachment):
    """A file of a post, under the name its sender gave it."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="attachments")
    file = models.FileField(_("file"), upload_to=stored_path, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    content_type = models.CharField(_("type"), max_length=120)

    comment = None  # not used here

    class Meta:
        app_label = "forum_attachments"
        ordering = ("pk",)
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="forum_attachment_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boards:attachment", kwargs={"pk": self.pk})

    @property
    def sort(self) -> str:
        """What people call such a file: PDF, CSV."""
        return PurePath(self.file.name or "").suffix.lstrip(".").upper()
