"""machina's `forum_polls`: its tables, under a migration of ours."""

from django.apps import AppConfig


class ForumPollsConfig(AppConfig):
    name = "forum.forum_conversation.forum_polls"
    label = "forum_polls"
    verbose_name = "Polls"
    default_auto_field = "django.db.models.BigAutoField"
