"""machina's `forum_permission`: its tables stay empty (docs/adr/0003)."""

from django.apps import AppConfig


class ForumPermissionConfig(AppConfig):
    name = "forum.forum_permission"
    label = "forum_permission"
    verbose_name = "Forum grants (unused)"
    default_auto_field = "django.db.models.BigAutoField"
