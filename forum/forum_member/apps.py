"""machina's `forum_member`: its table, under a migration of ours; its receivers are not loaded."""

from django.apps import AppConfig


class ForumMemberConfig(AppConfig):
    name = "forum.forum_member"
    label = "forum_member"
    verbose_name = "Forum profiles"
    default_auto_field = "django.db.models.BigAutoField"
