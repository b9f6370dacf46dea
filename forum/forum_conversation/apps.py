"""machina's `forum_conversation` under our own models; its receivers are not loaded."""

from django.apps import AppConfig


class ForumConversationConfig(AppConfig):
    name = "forum.forum_conversation"
    label = "forum_conversation"
    verbose_name = "Topics and posts"
    default_auto_field = "django.db.models.BigAutoField"
