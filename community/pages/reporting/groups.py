"""How answers become figures that tell about nobody (docs/adr/0028). No query here.

A figure is made of whole groups of FEWEST answers, in the order in which they came. So no figure is of fewer people; a
figure of yesterday and one of today, or those of two questions, differ by nothing or by FEWEST people at least; and the
number of those who left a question open is never one that points at somebody. Answers that are public hide nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Answer = TypeVar("Answer")
FEWEST = 5  # fewer people are no group: a figure of them tells about one


def is_small(count: int) -> bool:
    """A group of so few that a figure tells about a person; nobody is no group."""
    return 0 < count < FEWEST


def whole_groups(answers: Iterable[Answer]) -> Sequence[Answer]:
    """The first answers, as many as make groups of FEWEST; none of fewer."""
    given = list(answers)
    return given[: len(given) - len(given) % FEWEST]


@dataclass(frozen=True)
class Line:
    """How many chose an answer."""

    text: StrOrPromise
    count: int


@dataclass(frozen=True)
class Distribution:
    """How often each answer to a question was chosen. `total` is 0 while fewer than FEWEST people answered."""

    text: StrOrPromise
    name: str
    total: int
    lines: list[Line]

    @property
    def is_suppressed(self) -> bool:
        """Too few people."""
        return not self.total


def distribution(
    text: StrOrPromise,
    name: str,
    choices: Iterable[tuple[Any, StrOrPromise]],
    answers: Iterable[Any],
    public: Sequence[Any] = (),
) -> Distribution:
    """Count the answers; None and "" are none.

    `public` are answers whose writers show them: they hide nobody, so they fill no group, and are added to whole ones.
    """
    counted = list(whole_groups(answer for answer in answers if answer not in (None, "")))
    counted += public if counted else ()
    counts = Counter(counted)
    lines = [Line(label, counts[value]) for value, label in choices] if counted else []
    return Distribution(text, name, len(counted), lines)


def unnamed(words: Iterable[str]) -> list[str]:
    """Texts in the order of the alphabet, which says nothing of who wrote when."""
    return sorted(whole_groups(text for text in words if text), key=str.casefold)
