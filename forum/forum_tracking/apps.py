"""machina's `forum_tracking` under our own models; its receivers are not loaded."""

from django.apps import AppConfig


class ForumTrackingConfig(AppConfig):
    name = "forum.forum_tracking"
    label = "forum_tracking"
    verbose_name = "Read marks"
    default_auto_field = "django.db.models.BigAutoField"
