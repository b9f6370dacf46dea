"""Where the floors plug in what a newcomer does in the first week."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

if TYPE_CHECKING:
    from community.people.models import Member


@dataclass(frozen=True)
class Suggested:
    """One thing that fits a member, by key; `why` is one of enums.Why. Without a key the step is about no row."""

    key: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Step:
    """One item of the list.

    `choose(member, keep)` finds what fits, in a task, with the keys that were done already in `keep`; an empty answer
    leaves the step out. `rows(member)` are the rows that the member may see now: `title` and `slug` are columns of it.
    `done(member)` is a condition in SQL, where `OuterRef("key")` is the suggested row; without it the member ticks the
    step off. `say(title)` and `address(key, slug)` make words and link; both get "" for what may not be seen any more.
    """

    name: str
    choose: Callable[[Member, Sequence[int]], Sequence[Suggested]]
    say: Callable[[str], str]
    address: Callable[[int | None, str], str]
    rows: Callable[[Member], QuerySet[Any]] | None = None
    title: str = ""
    slug: str = ""
    done: Callable[[Member], Exists] | None = None

    def shown(self, member: Member, column: str) -> QuerySet[Any, Any]:
        """That column of the suggested row, nothing where the member may not see it."""
        assert self.rows is not None
        return self.rows(member).filter(pk=OuterRef("key")).order_by().values(column)[:1]


@dataclass
class FirstSteps:
    """The steps, in order."""

    _steps: dict[int, Step] = field(default_factory=dict)

    def register(self, order: int, step: Step) -> None:
        """Add a step at `order`, lowest first. Raises ValueError when the place is taken."""
        if order in self._steps:
            raise ValueError(f"Place {order} among the first steps is taken.")
        self._steps[order] = step

    def __iter__(self) -> Iterator[Step]:
        return iter(step for _order, step in sorted(self._steps.items()))


first_steps = FirstSteps()
