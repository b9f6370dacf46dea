"""Where a practice leads to: addresses of data, and things of the hub, which are named by their search entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.translation import gettext as _

from community.library.addresses import Cited, cited_at
from community.library.models import ResourceVersion
from community.search.models import SearchEntry
from community.search.sources import sources

from .models import Link, Version

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from .querysets import Viewer

MOST_LINKS = 20
RESOURCE_VERSION = "resource_version"  # the kind of a link to one version of the library; its key is the version's
_LONGEST_ADDRESS, _LONGEST_TITLE = 500, 160
_check_address = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True)
class Target:
    """One line of the form: data has a title, a thing of the hub the kind and key of its entry."""

    address: str
    title: str = ""
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class Shown:
    """A link as a reader sees it."""

    address: str
    title: str
    kind: str | Promise
    note: str = ""


def read_data(text: str) -> list[Target]:
    """Lines of an address and a name. Raises ValidationError with a sentence for each line that is none."""
    return _read(text, _data_of)


def read_links(text: str, writer: Viewer) -> list[Target]:
    """Lines of addresses of this hub that `writer` may find. Raises ValidationError as above."""
    return _read(text, lambda line: _entry_of(line, writer))


def _read(text: str, read: Callable[[str], Target]) -> list[Target]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise ValidationError(_("Keep the %(most)d most useful addresses.") % {"most": MOST_LINKS})
    found: dict[str, Target] = {}
    faults: list[str] = []
    for line in lines:
        try:
            target = read(line)
        except ValidationError as fault:
            faults += fault.messages
        else:
            found.setdefault(target.address, target)
    if faults:
        raise ValidationError(faults)
    return list(found.values())


def _data_of(line: str) -> Target:
    address, _space, title = line.partition(" ")
    try:
        _check_address(address)
    except ValidationError:
        raise ValidationError(
            _("“%(line)s” does not begin with the full address of the data, such as https://data.ca.gov/dataset/wells.")
            % {"line": line[:80]}
        ) from None
    if not title.strip():
        raise ValidationError(_("Write the name of the data after %(address)s.") % {"address": address[:80]})
    if len(address) > _LONGEST_ADDRESS or len(title.strip()) > _LONGEST_TITLE:
        raise ValidationError(_("“%(line)s…” is too long.") % {"line": line[:80]})
    return Target(address, title.strip())


def _entry_of(line: str, writer: Viewer) -> Target:
    path = _path_of(line)
    if path and (cited := cited_at([path])) and cited[0].version is not None:
        version = cited[0].version
        return Target(version.get_absolute_url(), "", RESOURCE_VERSION, str(version.pk))
    # The page of one date or one page of a topic leads to the whole.
    above = f"{path.rstrip('/').rpartition('/')[0]}/" if path else ""
    found = {entry.url: entry for entry in SearchEntry.objects.visible_to(writer).filter(url__in=[path, above])}
    entry = found.get(path) or found.get(above)
    if not path or entry is None:
        raise ValidationError(
            _("“%(line)s” is no lesson, course, topic, event or library page of this hub that you can open.")
            % {"line": line[:80]}
        )
    return Target(entry.url, "", entry.kind, entry.key)


def _path_of(line: str) -> str:
    """The path of an address of this hub; empty for one of another host."""
    parts = urlsplit(line)
    own = urlsplit(settings.SITE_ADDRESS).netloc
    if parts.netloc not in {"", own} or not parts.path.startswith("/") or parts.path == "/":
        return ""
    return parts.path if parts.path.endswith("/") else f"{parts.path}/"


def shown_links(version: Version, viewer: Viewer) -> tuple[list[Shown], list[Shown]]:
    """The data and the things of the hub, each by the name it has now; what `viewer` may not find is left out.

    Two queries, however many there are; one more where versions of the library are among them.
    """
    links = list(version.links.all())
    data = [Shown(link.address, link.title, _("Data")) for link in links if not link.kind]
    entries = {(entry.kind, entry.key): entry for entry in _entries([link for link in links if link.kind], viewer)}
    names = {source.kind: source.name for source in sources}
    found = {key: Shown(entry.url, entry.title, names.get(entry.kind, "")) for key, entry in entries.items()}
    found |= _versions([link.key for link in links if link.kind == RESOURCE_VERSION])
    return data, [found[link.kind, link.key] for link in links if (link.kind, link.key) in found]


def _versions(keys: list[str]) -> dict[tuple[str, str], Shown]:
    """Versions of the library by kind and key, each with what has become of it since."""
    if not keys:
        return {}
    rows = ResourceVersion.objects.newest_first().filter(pk__in=[int(key) for key in keys])
    return {
        (RESOURCE_VERSION, str(row.pk)): Shown(
            row.get_absolute_url(),
            Cited(row.resource, row).name,
            _("Library"),
            Cited(row.resource, row).news,
        )
        for row in rows.select_related("resource__superseded_by")
    }


def outdated(version: Version) -> list[Shown]:
    """The versions of the library it cites that something newer replaced: for its authors."""
    keys = [link.key for link in version.links.all() if link.kind == RESOURCE_VERSION]
    return [shown for shown in _versions(keys).values() if shown.note]


def _entries(links: Iterable[Link], viewer: Viewer) -> Iterable[SearchEntry]:
    asked = [Q(kind=link.kind, key=link.key) for link in links]
    return SearchEntry.objects.visible_to(viewer).filter(reduce(or_, asked)) if asked else []


def as_lines(version: Version) -> tuple[str, str]:
    """Both lists of a version as they are typed."""
    links = list(version.links.all())
    data = [f"{link.address} {link.title}" for link in links if not link.kind]
    return "\n".join(data), "\n".join(link.address for link in links if link.kind)
