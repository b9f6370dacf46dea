"""The forum app: our views and services on machina's models."""

from django.apps import AppConfig


class HubForumConfig(AppConfig):
    name = "forum"
    label = "hub_forum"  # machina owns the label "forum"
    verbose_name = "Forum"

    def ready(self) -> None:
        """Plug topics into notifications, search, the home page, “My hub” and groups; keep drafts; offer the sample."""
        from community.library.registries import texts
        from community.newcomers.registries import first_steps
        from community.notifications.registries import kinds, places, subjects
        from community.pages.registries import dashboard_cards, home_panels, specimens
        from community.people.registries import knowledge, member_panels, word_keepers
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from community.workgroups.life import signs
        from community.workgroups.quarters.figures import quarter_sources
        from community.workgroups.tabs import tabs

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .contributions.components import contributions_panel
        from .dashboard import topic_cards
        from .drafts.desk import keep_typed
        from .first_question import QUESTION
        from .library_texts import read_text
        from .life import POSTS
        from .moderation import notification_kinds as moderation_kinds
        from .outcomes import notification_kinds as outcome_kinds
        from .outcomes import search_source as outcome_source
        from .outcomes.components import outcomes_panel
        from .quarter_figures import FORUM
        from .routing import schedules  # noqa: F401
        from .routing.knowledge import ANSWERS
        from .sample import load_forum
        from .styleguide import SPECIMEN

        subjects.register(notification_kinds.POST, outcome_kinds.QUOTE, *moderation_kinds.SUBJECTS)
        kinds.register(*notification_kinds.KINDS, outcome_kinds.KIND, *moderation_kinds.KINDS)
        places.register(*notification_kinds.PLACES)
        sources.register(search_source.SOURCE)
        sources.register(outcome_source.SOURCE)
        dashboard_cards.register(30, topic_cards)
        home_panels.register(40, components.latest_panel)
        signs.register(POSTS)
        quarter_sources.register(10, FORUM)
        tabs.register(40, components.group_board_panel)
        tabs.register(45, outcomes_panel)
        member_panels.register(contributions_panel)
        knowledge.register(20, ANSWERS)
        first_steps.register(40, QUESTION)
        sample_parts.register(40, load_forum)
        word_keepers.register(keep_typed)
        specimens.register(40, SPECIMEN)
        texts.register(read_text)
