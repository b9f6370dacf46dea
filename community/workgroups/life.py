"""Where the floors above say when a group last lived, and what belongs to it: topics and posts, events held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from .models import WorkGroup

    Latest = Callable[[Sequence[int], datetime], dict[int, datetime]]
    Holds = Callable[[WorkGroup], int]


@dataclass(frozen=True)
class Sign:
    """A sort of life. `latest(groups, at)` gives the last moment up to `at` by group, from raw rows, in one query.

    `holds(group)` counts what would be lost with the group; `words(n)` says it ("3 posts").
    """

    name: str
    label: str | Promise
    latest: Latest
    holds: Holds
    words: Callable[[int], str]


@dataclass
class Signs:
    """Sorts of life by name."""

    _signs: dict[str, Sign]

    def register(self, *signs: Sign) -> None:
        """Add sorts. Raises ValueError for a name that is taken."""
        for sign in signs:
            if sign.name in self._signs:
                raise ValueError(f"{sign.name} counts as life already.")
            self._signs[sign.name] = sign

    def __iter__(self) -> Iterator[Sign]:
        return iter(self._signs.values())

    def latest(self, groups: Sequence[int], at: datetime) -> dict[int, datetime]:
        """The last sign of life of each group that has one."""
        found: dict[int, datetime] = {}
        for sign in self:
            for group, moment in sign.latest(groups, at).items():
                found[group] = max(moment, found.get(group, moment))
        return found


signs = Signs({})
