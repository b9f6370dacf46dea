"""Where the floors above plug their parts into the pages about people, and keep words typed without a session."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import DatabaseError
from django.utils.translation import gettext as _

from .words import Words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise
    from laces.components import Component

    from .models import Department, Member

Shown = TypeVar("Shown")


_log = logging.getLogger("hub.people")


@dataclass
class WordKeepers:
    """Who can keep what a form held that was sent without a session, or with a security token out of date."""

    _keepers: list[Callable[[HttpRequest], str]] = field(default_factory=list)

    def register(self, keep: Callable[[HttpRequest], str]) -> None:
        """Add one. `keep(request)` returns the address where the words will be found, "" when it can't keep them."""
        self._keepers.append(keep)

    def keep(self, request: HttpRequest) -> str:
        """The address of the first who keeps the words; "" when nobody does, or the database is away."""
        try:
            return next((address for keep in self._keepers if (address := keep(request))), "")
        except DatabaseError:
            _log.exception("What somebody typed could not be kept")
            return ""


word_keepers = WordKeepers()


@dataclass
class Panels(Generic[Shown]):
    """Parts of the page of a department or of a member, below its own words, in the order in which they came."""

    _builders: list[Callable[[Shown, Member | AnonymousUser], Component | None]] = field(default_factory=list)

    def register(self, build: Callable[[Shown, Member | AnonymousUser], Component | None]) -> None:
        """Add a part. `build(shown, viewer)` returns None where there is nothing to show."""
        self._builders.append(build)

    def of(self, shown: Shown, viewer: Member | AnonymousUser) -> list[Component]:
        """The parts that `viewer` sees."""
        return [part for build in self._builders if (part := build(shown, viewer)) is not None]


@dataclass
class Companions:
    """Who is near a member: those of the same groups. The floors above say who they are."""

    _sources: list[Callable[[Member], QuerySet[Any, Any]]] = field(default_factory=list)

    def register(self, find: Callable[[Member], QuerySet[Any, Any]]) -> None:
        """Add one; `find(viewer)` gives a queryset of the keys of members."""
        self._sources.append(find)

    def of(self, viewer: Member) -> QuerySet[Any, Any] | None:
        """The keys of all who are near `viewer`, as one subquery; None where no floor knows of any."""
        found = [find(viewer) for find in self._sources]
        return found[0].union(*found[1:]) if len(found) > 1 else found[0] if found else None


companions = Companions()


@dataclass(frozen=True)
class DirectoryFilter:
    """One way to narrow the directory: `/people/?<name>=<value>`.

    `choices(viewer)` lists values with their names, in one query; `narrow(members, viewer, value)` keeps those who are
    that, in the same query, as far as `viewer` may know it.
    """

    name: str
    label: StrOrPromise
    choices: Callable[[Member], list[tuple[str, str]]]
    narrow: Callable[[QuerySet[Member], Member, str], QuerySet[Member]]


@dataclass
class DirectoryFilters:
    """The filters, in order."""

    _filters: dict[int, DirectoryFilter] = field(default_factory=dict)

    def register(self, order: int, added: DirectoryFilter) -> None:
        """Add a filter at `order`, lowest first. Raises ValueError when the place is taken."""
        if order in self._filters:
            raise ValueError(f"Place {order} among the filters is taken.")
        self._filters[order] = added

    def __iter__(self) -> Iterator[DirectoryFilter]:
        return iter(each for _order, each in sorted(self._filters.items()))


directory_filters = DirectoryFilters()
department_panels: Panels[Department] = Panels()
member_panels: Panels[Member] = Panels()


@dataclass(frozen=True)
class Reason:
    """Why a member knows about something: how often `source` says so, about which words, and in which row (or none)."""

    source: str
    count: int
    words: tuple[str, ...] = ()
    row: int | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {"source": self.source, "count": self.count, "words": list(self.words), "row": self.row}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Reason:
        """Back from JSON."""
        return cls(stored["source"], stored["count"], tuple(stored["words"]), stored["row"])


def _no_names(_reader: Member, _rows: Collection[int]) -> Mapping[int, str]:
    """For sources whose reasons point to no row."""
    return {}


def _nothing(_words: Words, _members: QuerySet[Member], _reader: Member) -> Mapping[int, Reason]:
    """For sources that only tell members about themselves."""
    return {}


def _no_words(_reason: Reason) -> str:
    return ""


@dataclass(frozen=True)
class KnowledgeSource:
    """One thing that shows who knows what: skills, accepted answers, finished courses.

    `counts(words, members)` says how often each of `members` is shown to know about `words`, in SQL and in a number of
    queries that depends on nothing; `reasons(words, keys)` says it of a few members, with the words. A reason gives
    `weight` points as often as it counts, at most `most` times. `say(reason, name)` puts it after “because”; `name` is
    what its row is called, as far as `names(reader, rows)` lets the reader see that row, else empty.

    To others it is told apart: `shown(words, members, reader)` gives the reasons whose rows `reader` may see, and
    counts no other row; `tell(reason)` says one of them.
    """

    name: str
    weight: int
    most: int
    counts: Callable[[Words, QuerySet[Member]], Mapping[int, int]]
    reasons: Callable[[Words, Collection[int]], Mapping[int, Reason]]
    say: Callable[[Reason, str], str]
    names: Callable[[Member, Collection[int]], Mapping[int, str]] = _no_names
    shown: Callable[[Words, QuerySet[Member], Member], Mapping[int, Reason]] = _nothing
    tell: Callable[[Reason], str] = _no_words


@dataclass
class Knowledge:
    """Who knows what: each floor plugs in what it can tell."""

    _sources: dict[str, KnowledgeSource] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)

    def register(self, order: int, source: KnowledgeSource) -> None:
        """Add a source; reasons are said in that order, lowest first. Raises ValueError for a name that is taken."""
        if source.name in self._sources:
            raise ValueError(f"{source.name} is registered already.")
        self._order[source.name] = order
        self._sources[source.name] = source

    def __iter__(self) -> Iterator[KnowledgeSource]:
        return iter(sorted(self._sources.values(), key=lambda source: self._order[source.name]))

    def points(self, counts: Mapping[str, int]) -> int:
        """What counted reasons weigh together: a pure function of the counts by source."""
        return sum(source.weight * min(counts.get(source.name, 0), source.most) for source in self)

    def counts(self, words: Words, members: QuerySet[Member]) -> dict[int, dict[str, int]]:
        """Who of `members` knows about `words`: counts by member and source."""
        found: dict[int, dict[str, int]] = {}
        for source in self if words else ():
            for member, count in source.counts(words, members).items():
                found.setdefault(member, {})[source.name] = count
        return found

    def reasons(self, words: Words, members: Collection[int]) -> dict[int, list[Reason]]:
        """Every reason of a few members, given by key."""
        found: dict[int, list[Reason]] = {member: [] for member in members}
        for source in self if members else ():
            for member, reason in source.reasons(words, members).items():
                found[member].append(reason)
        return found

    def shown(self, words: Words, members: QuerySet[Member], reader: Member) -> dict[int, list[Reason]]:
        """Why each of `members` knows about `words`, as far as `reader` may see what shows it."""
        found: dict[int, list[Reason]] = {}
        for source in self if words else ():
            for member, reason in source.shown(words, members, reader).items():
                found.setdefault(member, []).append(reason)
        return found

    def told(self, reasons: Iterable[Reason]) -> str:
        """The reasons in one sentence to others; empty for none."""
        return _one_sentence([self._sources[reason.source].tell(reason) for reason in reasons])

    def names(self, reader: Member, reasons: Iterable[Reason]) -> dict[tuple[str, int], str]:
        """What the rows of `reasons` are called, as far as `reader` sees them; at most one query for each source."""
        rows: dict[str, set[int]] = {}
        for reason in reasons:
            if reason.row is not None and reason.source in self._sources:
                rows.setdefault(reason.source, set()).add(reason.row)
        return {
            (name, row): called
            for name, keys in rows.items()
            for row, called in self._sources[name].names(reader, keys).items()
        }

    def because(self, reasons: Iterable[Reason], names: Mapping[tuple[str, int], str] = MappingProxyType({})) -> str:
        """The reasons in one sentence to the member whom they are about; empty for none."""
        said = [
            self._sources[reason.source].say(reason, names.get((reason.source, reason.row or 0), ""))
            for reason in reasons
            if reason.source in self._sources
        ]
        return _one_sentence(said)


def _one_sentence(said: list[str]) -> str:
    if not said:
        return ""
    first, last = ", ".join(said[:-1]), said[-1]
    if first:
        return _("Because %(first)s and %(last)s.") % {"first": first, "last": last}
    return _("Because %(last)s.") % {"last": last}


knowledge = Knowledge()
