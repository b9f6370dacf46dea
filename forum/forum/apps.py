"""machina's `forum` under our own models; its receivers are not loaded."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum.forum"
    label = "forum"
    verbose_name = "Boards"
    default_auto_field = "django.db.models.BigAutoField"
