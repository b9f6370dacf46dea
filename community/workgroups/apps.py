"""The work groups app."""

from django.apps import AppConfig


class WorkGroupsConfig(AppConfig):
    name = "community.workgroups"
    label = "workgroups"
    verbose_name = "Work groups"

    def ready(self) -> None:
        """Make groups findable, lend their members the group's scope, and say what people are told."""
        from community.notifications.registries import kinds, places, subjects
        from community.pages.registries import specimens
        from community.people.registries import companions, directory_filters
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources

        from . import notification_kinds, receivers, search_source  # noqa: F401
        from .documents import DOCUMENTS
        from .life import signs
        from .people_parts import GROUP as GROUP_FILTER
        from .people_parts import companions_of
        from .quarters.figures import quarter_sources
        from .quarters.people import OWN
        from .sample import load_groups, load_quarters, settle_groups
        from .styleguide import SPECIMEN

        sources.register(search_source.SOURCE)
        sources.grant_scopes(search_source.scopes_of)
        subjects.register(notification_kinds.MEMBERSHIP, notification_kinds.LED, notification_kinds.OWN)
        kinds.register(*notification_kinds.KINDS)
        companions.register(companions_of)
        directory_filters.register(40, GROUP_FILTER)
        places.register(notification_kinds.GROUP)
        signs.register(DOCUMENTS)
        specimens.register(22, SPECIMEN)
        quarter_sources.register(40, OWN)
        sample_parts.register(30, load_groups)
        sample_parts.register(95, settle_groups)
        sample_parts.register(96, load_quarters)
