"""Founding the site's shell."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from .models import HomePage, StandardPage

# Sections that the footer leads to: (slug, title, summary).
SECTIONS = (
    (
        "for-departments",
        _("For departments"),
        _("What the Open Data Program asks of a department, what it gives, the first steps, and who to ask."),
    ),
    ("news", _("News"), _("What is new in the hub and in the Open Data Program.")),
)


@transaction.atomic
def found_home() -> HomePage:
    """Return the home page; make it, and let the default site begin there, when there is none. Idempotent."""
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(
            title=str(_("Home")),
            slug="hub",
            headline=str(_("Learn, share and publish better state data")),
            lead=str(_("Courses, work groups and events for the people who look after California’s public data.")),
        )
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision().publish()
    host, _colon, port = settings.SITE_ADDRESS.partition("://")[2].partition(":")
    site, _made = Site.objects.get_or_create(is_default_site=True, defaults={"root_page": home, "hostname": host})
    site.root_page, site.hostname, site.site_name = home, host, settings.SITE_NAME
    site.port = int(port) if port else (443 if settings.SITE_ADDRESS.startswith("https") else 80)
    site.save()
    return home


@transaction.atomic
def found_sections(*, home: HomePage) -> list[StandardPage]:
    """Return the sections of the shell; make each that is missing, published and empty. Idempotent."""
    sections = []
    for slug, title, summary in SECTIONS:
        section = StandardPage.objects.child_of(home).filter(slug=slug).first()
        if section is None:
            section = StandardPage(slug=slug, title=str(title), summary=str(summary), show_in_menus=True)
            home.add_child(instance=section)
            section.save_revision().publish()
        sections.append(section)
    return sections
