"""What cites which version: written when the citing thing is saved, never looked for when a page is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from community.library.addresses import Cited, cited_at
from community.library.models import Citation, Resource, ResourceVersion
from community.library.registries import citing_kinds
from community.safety.races import again_after_race
from community.search.models import SearchEntry

if TYPE_CHECKING:
    from community.library.querysets import Viewer

MOST_SHOWN = 30


@dataclass(frozen=True)
class CitedIn:
    """What a viewer may see of what cites a resource: numbers in words, and the first of the things themselves."""

    words: list[str]
    entries: list[SearchEntry]


@again_after_race
@transaction.atomic
def cite(*, kind: str, key: int | str, addresses: Iterable[str]) -> list[Citation]:
    """Write down to which resources a thing leads by now, in the place of what was written before. Idempotent."""
    wanted = {(found.resource.pk, found.version.pk if found.version else None) for found in cited_at(addresses)}
    rows = {(row.resource_id, row.version_id): row for row in Citation.objects.filter(kind=kind, key=str(key))}
    Citation.objects.filter(pk__in=[rows[gone].pk for gone in rows.keys() - wanted]).delete()
    new = [
        Citation(resource_id=resource, version_id=version, kind=kind, key=str(key))
        for resource, version in sorted(wanted - rows.keys(), key=str)
    ]
    Citation.objects.bulk_create(new)
    return new


def outdated_citations(*, kind: str, key: int | str) -> list[Cited]:
    """What a thing cites that was replaced or withdrawn since, for its readers and authors. One query."""
    rows = Citation.objects.of(kind, str(key))
    found = [Cited(row.resource, row.version) for row in rows]
    for cited in found:
        if cited.version is not None:
            cited.version.resource = cited.resource
    return [cited for cited in found if cited.news]


def cite_all_again() -> int:
    """Write the citations of every kind again; return how many things cite something. Idempotent, for a task."""
    number = 0
    for citing in citing_kinds:
        keys = set()
        for key, addresses in citing.cited():
            found = list(addresses)
            cite(kind=citing.kind, key=key, addresses=found)
            keys |= {str(key)} if found else set()
        Citation.objects.filter(kind=citing.kind).exclude(key__in=keys).delete()
        number += len(keys)
    return number


def cited_in(resource: Resource, version: ResourceVersion, viewer: Viewer) -> CitedIn:
    """What leads to `version`, or to the newest where it is that, as far as `viewer` may find it. One query."""
    rows = Citation.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), resource=resource)
    is_newest = resource.current_id == version.pk
    rows = rows.filter(Q(version=version) | Q(version=None)) if is_newest else rows.filter(version=version)
    kinds = {citing.kind: citing for citing in citing_kinds}
    found = SearchEntry.objects.visible_to(viewer).filter(Exists(rows), kind__in=kinds).order_by("kind", "title", "pk")
    entries = list(found.only("kind", "title", "url"))
    counted = Counter(entry.kind for entry in entries)
    return CitedIn([kinds[kind].say(counted[kind]) for kind in kinds if counted[kind]], entries[:MOST_SHOWN])
