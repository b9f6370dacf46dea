"""What can be found: each app registers its kinds here; a kind knows how a row becomes an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Department, Member

EVERYBODY = "everybody"
MEMBERS = "members"


def group_scope(key: int | str) -> str:
    """The scope of what only the active members of a work group may find."""
    return f"group:{key}"


@dataclass(frozen=True)
class Findable:
    """What a row looks like to search. `scope` decides who may see it; `text` is plain words, no HTML."""

    title: str
    text: str
    url: str
    scope: str
    at: datetime | None = None
    department: Department | None = None


class Shape(Enum):
    """How the value of a filter is given."""

    CHOICE = "choice"
    WORDS = "words"
    DAY = "day"


@dataclass(frozen=True)
class Filter:
    """What narrows the results of a kind: `rows(value)` are those that are left, whoever may see them.

    `choices(viewer)` are offered where the shape is a choice, and nothing else is taken: they name nothing that
    `viewer` may not see.
    """

    name: str  # of the parameter in the address
    label: str | Promise
    choices: Callable[[Member | AnonymousUser], Sequence[tuple[str, str | Promise]]]
    rows: Callable[[Any], QuerySet[Any]]
    shape: Shape = Shape.CHOICE


def typed(name: str, label: str | Promise, rows: Callable[[Any], QuerySet[Any]], shape: Shape) -> Filter:
    """A filter whose value is typed: words, or a day that `rows` gets as a date."""
    return Filter(name, label, lambda _viewer: (), rows, shape)


@dataclass(frozen=True)
class Source:
    """A kind of findable thing. `describe` returns None for a row nobody may find now (a draft, say)."""

    kind: str
    name: str | Promise
    rows: Callable[[], QuerySet[Any]]
    describe: Callable[[Any], Findable | None]
    filters: tuple[Filter, ...] = ()


@dataclass
class Sources:
    """The registered kinds, in the order of registration, and who holds which scope."""

    _sources: dict[str, Source] = field(default_factory=dict)
    _scopes: list[Callable[[Member], set[str]]] = field(default_factory=list)

    def register(self, source: Source) -> None:
        """Make a kind findable. Raises ValueError when the kind is taken."""
        if source.kind in self._sources:
            raise ValueError(f"Search already has a kind {source.kind!r}.")
        self._sources[source.kind] = source

    def grant_scopes(self, scopes_of: Callable[[Member], set[str]]) -> None:
        """Add a function that tells which scopes a signed-in member holds beside `members`."""
        self._scopes.append(scopes_of)

    def scopes_of(self, viewer: Member | AnonymousUser) -> set[str]:
        """Every scope `viewer` holds."""
        if not viewer.is_authenticated:
            return {EVERYBODY}
        return {EVERYBODY, MEMBERS}.union(*(scopes(viewer) for scopes in self._scopes))

    def get(self, kind: str) -> Source:
        """The source of `kind`; KeyError when there is none."""
        return self._sources[kind]

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources.values())


sources = Sources()
