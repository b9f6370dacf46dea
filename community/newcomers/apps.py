"""The newcomers app: what to do in the first week."""

from django.apps import AppConfig


class NewcomersConfig(AppConfig):
    name = "community.newcomers"
    label = "newcomers"
    verbose_name = "Newcomers"

    def ready(self) -> None:
        """Welcome who signs up; put the list on “My hub” and the ground floor's steps into it."""
        from community.pages.registries import dashboard_cards, specimens
        from community.people.arriving import facts
        from community.people.sample_registry import sample_parts

        from . import receivers  # noqa: F401
        from .components import FIRST_WEEK, first_week, first_week_card
        from .registries import first_steps
        from .sample import load_newcomer
        from .steps import GROUP, PERSON, PROFILE
        from .styleguide import SPECIMEN

        first_steps.register(10, PROFILE)
        first_steps.register(20, GROUP)
        first_steps.register(50, PERSON)
        facts.register(FIRST_WEEK, first_week())
        dashboard_cards.register(3, first_week_card)
        specimens.register(23, SPECIMEN)
        sample_parts.register(80, load_newcomer)
