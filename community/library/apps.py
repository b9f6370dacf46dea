"""The library app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "community.library"
    label = "library"
    verbose_name = "Library"

    def ready(self) -> None:
        """Make resources findable, let people follow them, and offer the sample."""
        from community.notifications.registries import kinds, places, subjects
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources

        from . import notification_kinds, receivers, search_source  # noqa: F401
        from .sample import load_library

        sources.register(search_source.SOURCE)
        subjects.register(notification_kinds.SUBJECT)
        kinds.register(notification_kinds.KIND)
        places.register(notification_kinds.LIBRARY_PLACE)
        sample_parts.register(38, load_library)
