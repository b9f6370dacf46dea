"""How far a long command is: one line that grows on a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing import TextIO

Item = TypeVar("Item")
_WIDTH = 30
_BETWEEN = 0.2  # seconds between two looks of a terminal's line
_STEPS = 4  # lines of a log


class Bar:
    """One step of a command; `total` in the units that are added. A `total` of zero is done at once."""

    def __init__(self, out: TextIO, name: str, total: int) -> None:
        self._out, self._name, self._total = out, name, total
        self._done = self._said = 0
        self._began = self._drawn_at = time.monotonic()
        self._is_terminal = out.isatty()

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass `items` on and count them; the step is done when they end."""
        for item in items:
            yield item
            self.add()
        self.end()

    def add(self, number: int = 1) -> None:
        """So much more is done."""
        self._done += number
        if self._is_terminal:
            if time.monotonic() - self._drawn_at > _BETWEEN:
                self._drawn_at = time.monotonic()
                self._draw()
        elif self._total and self._done * _STEPS // self._total > self._said:
            self._said = self._done * _STEPS // self._total
            if self._said < _STEPS:
                self._out.write(f"{self._name}: {self._share:.0%}\n")

    def end(self) -> None:
        """Say how much it was and how long it took."""
        seconds = time.monotonic() - self._began
        if self._is_terminal:
            self._draw()
            self._out.write(f"  {seconds:.1f} s\n")
        else:
            self._out.write(f"{self._name}: {self._done:,} in {seconds:.1f} s\n")
        self._out.flush()

    @property
    def _share(self) -> float:
        return min(self._done / self._total, 1) if self._total else 1

    def _draw(self) -> None:
        filled = int(self._share * _WIDTH)
        bar = "#" * filled + "." * (_WIDTH - filled)
        self._out.write(f"\r{self._name:<24} [{bar}] {self._share:>4.0%}  {self._done:,}")
        self._out.flush()
