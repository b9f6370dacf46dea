"""The glossary: the words of the field."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "community.glossary"
    label = "glossary"
    verbose_name = "Glossary"

    def ready(self) -> None:
        """Make the words findable, and keep them in the admin."""
        from community.pages.registries import specimens
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources

        from . import search_source
        from .sample import load_glossary
        from .styleguide import SPECIMEN

        sources.register(search_source.SOURCE)
        sample_parts.register(25, load_glossary)
        specimens.register(21, SPECIMEN)
