"""The pages app: the site's shell."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "community.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Put the gate up before anything is published; offer sample pages and a part of the style guide."""
        from django.db.models import Model

        from community.people.sample_registry import sample_parts

        from . import receivers  # noqa: F401
        from .models import StandardPage
        from .pages import CertificationPage
        from .publishing import checks, gate
        from .publishing.certification import certification_faults
        from .publishing.text_checks import text_faults
        from .registries import specimens
        from .sample import load_pages
        from .sample.notices import load_notices
        from .shadowed import address_faults
        from .styleguide import SPECIMENS

        gate.install()
        checks.register(Model, text_faults)
        checks.register(CertificationPage, certification_faults)
        checks.register(StandardPage, address_faults)
        sample_parts.register(20, load_pages)
        sample_parts.register(21, load_notices)
        for order, specimen in SPECIMENS.items():
            specimens.register(order, specimen)
