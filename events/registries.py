"""Where the floors above say what a date belongs to: a run of a course, say; and which courses there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import Occurrence

    Viewer = Member | AnonymousUser
    Find = Callable[[Occurrence, Viewer], Iterable["Whole"]]


@dataclass(frozen=True)
class Whole:
    """What a date is a part of. `is_door`: one takes a place there, and not at the date itself."""

    name: str
    url: str
    is_door: bool = False


@dataclass
class Wholes:
    """The finders of the floors above, asked one after the other."""

    _finders: list[Find] = field(default_factory=list)

    def register(self, finder: Find) -> None:
        """Add `finder(occurrence, viewer)`, which runs one query or none."""
        self._finders.append(finder)

    def of(self, occurrence: Occurrence, viewer: Viewer) -> list[Whole]:
        """Everything `occurrence` is a part of, as far as `viewer` may see it."""
        return [whole for finder in self._finders for whole in finder(occurrence, viewer)]


wholes = Wholes()


@dataclass(frozen=True)
class CourseFacts:
    """What the calendar must know of a course; `series` are the events that hold a session of it."""

    key: int
    name: str
    slug: str
    url: str
    is_open: bool
    series: frozenset[int] = frozenset()


@dataclass
class CourseSources:
    """Who knows courses. The calendar stores what they say (events.courses), so that a GET asks none of them."""

    _sources: list[Callable[[Collection[int] | None], Iterable[CourseFacts]]] = field(default_factory=list)

    def register(self, source: Callable[[Collection[int] | None], Iterable[CourseFacts]]) -> None:
        """Add `source(keys)`, which says what it knows of these courses, or with None of all, in a few queries."""
        self._sources.append(source)

    def facts(self, keys: Collection[int] | None) -> list[CourseFacts]:
        """What all of them say."""
        return [fact for source in self._sources for fact in source(keys)]


courses = CourseSources()
