"""machina's `forum_attachments`: its table, under a migration of ours."""

from django.apps import AppConfig


class ForumAttachmentsConfig(AppConfig):
    name = "forum.forum_conversation.forum_attachments"
    label = "forum_attachments"
    verbose_name = "Attachments"
    default_auto_field = "django.db.models.BigAutoField"
