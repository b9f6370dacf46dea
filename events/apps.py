"""The events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        """Plug into notifications, search, “My hub”, the home page, the groups' pages and the sample hub."""
        from community.notifications.registries import kinds, places, subjects
        from community.pages.registries import dashboard_cards, home_panels, specimens
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from community.workgroups.tabs import tabs

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .sample import load_events
        from .styleguide import SPECIMEN

        subjects.register(notification_kinds.DATE, notification_kinds.SERIES)
        kinds.register(*notification_kinds.KINDS)
        places.register(notification_kinds.PLACE)
        sources.register(search_source.SOURCE)
        dashboard_cards.register(20, components.my_next_events)
        home_panels.register(30, components.events_this_month)
        tabs.register(30, components.group_meetings)
        sample_parts.register(50, load_events)
        specimens.register(50, SPECIMEN)
