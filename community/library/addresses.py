"""Lasting addresses of the library: `/library/<slug>/` is the newest version, `/library/<slug>/v2/` the second."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from .enums import State
from .models import Resource, ResourceVersion

_ADDRESS = re.compile(r"/library/([a-z0-9_-]{1,80})/(?:v([1-9][0-9]{0,4})/)?")


@dataclass(frozen=True)
class Cited:
    """What an address leads to: a version, or the newest one, whichever that is."""

    resource: Resource
    version: ResourceVersion | None = None

    @property
    def address(self) -> str:
        """Where the citation leads."""
        return (self.version or self.resource).get_absolute_url()

    @property
    def name(self) -> str:
        """What it leads to, in words."""
        values = {"title": self.resource.title, "number": self.version and self.version.number}
        return _("%(title)s, version %(number)d") % values if self.version else self.resource.title

    @property
    def news(self) -> str:
        """What a reader of the citation has to know: a sentence, or nothing. No query where both are joined."""
        resource, version = self.resource, self.version
        if version is not None and version.state == State.WITHDRAWN:
            return _("This version was withdrawn: do not use it.")
        if resource.superseded_by is not None:
            return _("It was replaced by “%(title)s”.") % {"title": resource.superseded_by.title}
        if version is not None and version.state == State.SUPERSEDED:
            return _("A newer version exists.")
        return _("It was withdrawn: do not use it.") if resource.current_id is None else ""


def parts_of(address: str) -> tuple[str, int | None] | None:
    """The slug and number in an address of this hub; None for every other address."""
    parts = urlsplit(address.strip())
    if parts.netloc not in {"", urlsplit(settings.SITE_ADDRESS).netloc}:
        return None
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    match = _ADDRESS.match(path)  # the page of a file or a form below it counts as the version's
    return (match[1], int(match[2]) if match[2] else None) if match else None


def cited_at(addresses: Iterable[str]) -> list[Cited]:
    """What published resources the addresses lead to, each once, in order; two queries, none where there are none."""
    wanted = list(dict.fromkeys(parts for address in addresses if (parts := parts_of(address))))
    if not wanted:
        return []
    slugs = {slug for slug, _number in wanted}
    resources = {
        row.slug: row for row in Resource.objects.public().filter(slug__in=slugs).select_related("superseded_by")
    }
    versions = {
        (row.resource.slug, row.number): row
        for row in ResourceVersion.objects.newest_first().filter(resource__slug__in=slugs).select_related("resource")
    }
    found = []
    for slug, number in wanted:
        if slug in resources and (number is None or (slug, number) in versions):
            found.append(Cited(resources[slug], versions[slug, number] if number else None))
    return found
