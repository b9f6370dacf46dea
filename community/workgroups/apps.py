"""The work groups app."""

from django.apps import AppConfig


class WorkGroupsConfig(AppConfig):
    name = "community.workgroups"
    label = "workgroups"
    verbose_name = "Work groups"

    def ready(self) -> None:
        """Make groups findable, lend their members the group's scope, and say what people are told."""
        from community.notifications.registries import kinds, places, subjects
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources

        from . import notification_kinds, search_source
        from .sample import load_groups

        sources.register(search_source.SOURCE)
        sources.grant_scopes(search_source.scopes_of)
        subjects.register(notification_kinds.MEMBERSHIP)
        kinds.register(*notification_kinds.KINDS)
        places.register(notification_kinds.GROUP)
        sample_parts.register(30, load_groups)
