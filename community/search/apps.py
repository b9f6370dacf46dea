"""The search app: one entry for each findable thing."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "community.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Make people and departments findable; the floors above register their own sources."""
        from . import people_sources, receivers  # noqa: F401

        people_sources.register()
