"""The forum app: our views and services on machina's models."""

from django.apps import AppConfig


class HubForumConfig(AppConfig):
    name = "forum"
    label = "hub_forum"  # machina owns the label "forum"
    verbose_name = "Forum"

    def ready(self) -> None:
        """Plug topics into notifications, search, the home page, “My hub” and the groups; offer the sample threads."""
        from community.notifications.registries import kinds, places, subjects
        from community.pages.registries import dashboard_cards, home_panels, specimens
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from community.workgroups.tabs import tabs

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .sample import load_forum
        from .styleguide import SPECIMEN

        subjects.register(notification_kinds.POST)
        kinds.register(*notification_kinds.KINDS)
        places.register(*notification_kinds.PLACES)
        sources.register(search_source.SOURCE)
        dashboard_cards.register(30, components.unread_card)
        home_panels.register(40, components.latest_panel)
        tabs.register(40, components.group_board_panel)
        sample_parts.register(40, load_forum)
        specimens.register(40, SPECIMEN)
