"""The practices app."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "community.practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        """Make practices findable, say what people are told, show them on other pages, and offer the sample."""
        from community.library.registries import citing_kinds
        from community.notifications.registries import kinds, subjects
        from community.pages.registries import dashboard_cards, specimens
        from community.people.registries import department_panels, knowledge, member_panels
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from community.workgroups.quarters.figures import quarter_sources

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .citing import CITING
        from .knowledge import REVIEWED, WRITTEN
        from .quarter_figures import PRACTICES
        from .sample import load_practices
        from .styleguide import SPECIMEN

        sources.register(search_source.SOURCE)
        subjects.register(*notification_kinds.SUBJECTS)
        kinds.register(*notification_kinds.KINDS)
        dashboard_cards.register(25, components.my_practices_card)
        specimens.register(24, SPECIMEN)
        citing_kinds.register(CITING)
        department_panels.register(components.department_panel)
        member_panels.register(components.member_panel)
        knowledge.register(24, WRITTEN)
        knowledge.register(26, REVIEWED)
        quarter_sources.register(20, PRACTICES)
        sample_parts.register(64, load_practices)
