"""The events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        """Plug into notifications, search, “My hub”, the home page, the groups' pages and the sample hub."""
        from community.notifications.registries import kinds, places, subjects
        from community.pages.publishing import checks
        from community.pages.registries import dashboard_cards, home_panels, specimens
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from community.workgroups.life import signs
        from community.workgroups.quarters.figures import quarter_sources
        from community.workgroups.tabs import tabs

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .after import notification_kinds as after_kinds
        from .approving import notification_kinds as proposal_kinds
        from .feeds import receivers as feed_receivers  # noqa: F401
        from .importing import notification_kinds as import_kinds
        from .life import HELD
        from .meetings import components as meeting_components
        from .meetings import notification_kinds as meeting_kinds
        from .meetings import search_source as meeting_sources
        from .meetings.life import DECIDED
        from .models import Series
        from .publishing import series_faults
        from .quarter_figures import HELD as QUARTER_FIGURES
        from .registering import notification_kinds as place_kinds
        from .sample import load_events
        from .styleguide import SPECIMEN

        subjects.register(notification_kinds.DATE, notification_kinds.SERIES, place_kinds.PLACE, place_kinds.REQUEST)
        subjects.register(*import_kinds.SUBJECTS)
        subjects.register(*after_kinds.SUBJECTS)
        subjects.register(proposal_kinds.HANDED_IN, proposal_kinds.DECIDED)
        kinds.register(*notification_kinds.KINDS, *place_kinds.KINDS, *import_kinds.KINDS, *after_kinds.KINDS)
        kinds.register(*proposal_kinds.KINDS)
        places.register(notification_kinds.PLACE)
        checks.register(Series, series_faults)
        sources.register(search_source.SOURCE)
        for source in meeting_sources.SOURCES:
            sources.register(source)
        subjects.register(meeting_kinds.ACTION)
        kinds.register(meeting_kinds.KIND)
        dashboard_cards.register(20, components.my_next_events)
        home_panels.register(30, components.events_this_month)
        signs.register(HELD, DECIDED)
        quarter_sources.register(30, QUARTER_FIGURES)
        tabs.register(30, components.group_meetings)
        tabs.register(35, meeting_components.group_record)
        sample_parts.register(50, load_events)
        specimens.register(50, SPECIMEN)
