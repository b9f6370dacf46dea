"""What was imported, so that the same archive again adds nothing, and what each import did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Each message of an archive is counted in exactly one of these.
ENDS = ("posted", "known", "repeated", "empty", "unreadable")


class ListImport(models.Model):
    """One run over one archive. The numbers add up to the messages that were read."""

    board = models.ForeignKey("forum.Forum", models.PROTECT, related_name="+", verbose_name=_("board"))
    file_name = models.CharField(_("file"), max_length=255)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    read = models.PositiveIntegerField(_("messages in the file"), default=0)
    posted = models.PositiveIntegerField(_("new"), default=0)
    known = models.PositiveIntegerField(_("there before"), default=0)
    repeated = models.PositiveIntegerField(_("twice in the file"), default=0)
    empty = models.PositiveIntegerField(_("without text or files"), default=0)
    unreadable = models.PositiveIntegerField(_("not readable"), default=0)
    topics = models.PositiveIntegerField(_("new topics"), default=0)
    posts = models.PositiveIntegerField(_("new posts"), default=0)
    files = models.PositiveIntegerField(_("files taken"), default=0)
    files_refused = models.PositiveIntegerField(_("files refused"), default=0)
    mended = models.PositiveIntegerField(_("with mended encoding"), default=0)
    remarks = models.JSONField(_("remarks"), default=list)

    class Meta:
        app_label = "hub_forum"
        ordering = ("-started_at", "-pk")
        verbose_name = _("import of a list archive")
        verbose_name_plural = _("imports of list archives")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(read=F("posted") + F("known") + F("repeated") + F("empty") + F("unreadable")),
                name="forum_list_import_adds_up",
            ),
            models.CheckConstraint(condition=Q(posts__gte=F("posted")), name="forum_list_import_posts_of_messages"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportedMessage(models.Model):
    """A message of an archive and the post it became; its Message-ID only as a hash."""

    board = models.ForeignKey("forum.Forum", models.PROTECT, related_name="+")
    key = models.CharField(_("hash of its Message-ID"), max_length=64)
    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="+")

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [models.UniqueConstraint(fields=["board", "key"], name="forum_message_imported_once")]

    def __str__(self) -> str:
        return f"{self.key[:12]} in {self.board_id}"
