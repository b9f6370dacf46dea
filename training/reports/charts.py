"""Bars as SVG, made by the server. Places and lengths are computed here; the drawing is a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LINE = 44  # pixels that a bar and its words take
_LONGEST = 34  # characters that fit beside the figure at 320 pixels


@dataclass(frozen=True)
class Bar:
    """`part` of `whole`, for example who did a lesson of who takes the course."""

    label: str
    part: int
    whole: int

    @property
    def short(self) -> str:
        """The label as it fits; the table below has the whole of it."""
        return self.label if len(self.label) <= _LONGEST else f"{self.label[: _LONGEST - 1].rstrip()}…"

    @property
    def percent(self) -> int:
        """How long the bar is."""
        return min(100, 100 * self.part // self.whole) if self.whole else 0


@dataclass(frozen=True)
class PlacedBar:
    """A bar and where it stands, in pixels from the top."""

    bar: Bar
    words_at: int
    bar_at: int


@dataclass(frozen=True)
class Chart:
    """`name` is its title, `words` what it shows, for who does not see it. `key` makes its parts' ids unique."""

    key: str
    name: StrOrPromise
    words: StrOrPromise
    bars: Sequence[Bar]

    @property
    def height(self) -> int:
        """In pixels."""
        return LINE * len(self.bars)

    @property
    def placed(self) -> Iterable[PlacedBar]:
        """Each bar below its words."""
        return [PlacedBar(bar, place * LINE + 16, place * LINE + 24) for place, bar in enumerate(self.bars)]
