"""The spotlights app: members and groups on the home page, with their consent."""

from django.apps import AppConfig


class SpotlightsConfig(AppConfig):
    name = "community.spotlights"
    label = "spotlights"
    verbose_name = "Spotlights"

    def ready(self) -> None:
        """Plug into the home page, the pages of members and groups, and what people are told."""
        from community.notifications.registries import kinds, subjects
        from community.pages.registries import home_panels
        from community.people.registries import member_panels
        from community.people.sample_registry import sample_parts
        from community.workgroups.tabs import tabs

        from . import components, notification_kinds
        from .sample import load_spotlights

        subjects.register(notification_kinds.SPOTLIGHT)
        kinds.register(notification_kinds.KIND)
        home_panels.register(50, components.spotlights_panel)
        member_panels.register(components.ask_member_panel)
        tabs.register(90, components.ask_group_panel)
        sample_parts.register(35, load_spotlights)
