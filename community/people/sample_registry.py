"""Where each app offers its part of the sample hub, so that one command loads them from the ground floor up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

LoadPart = Callable[[datetime], str]


@dataclass
class SampleParts:
    """Loaders by floor. Each takes the moment that counts as now and returns one line on what it made.

    A loader is idempotent (a second run changes nothing) and deterministic.
    """

    _parts: dict[int, LoadPart] = field(default_factory=dict)

    def register(self, floor: int, load: LoadPart) -> None:
        """Offer `load`; lower floors run first. Raises ValueError when the floor is taken."""
        if self._parts.get(floor, load) is not load:
            raise ValueError(f"Floor {floor} of the sample hub is taken.")
        self._parts[floor] = load

    def __iter__(self) -> Iterator[LoadPart]:
        return iter(load for _, load in sorted(self._parts.items()))


sample_parts = SampleParts()
