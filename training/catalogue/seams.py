"""Where dated runs plug into the catalogue: `run_dates.register(…)` in AppConfig.ready().

Until somebody does, the catalogue offers nothing about dates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

NextRuns = Callable[[Collection[int]], Mapping[int, datetime]]


@dataclass
class RunDates:
    """Knows when the next run of a course begins, once somebody told how to find out."""

    _ask: NextRuns | None = None

    def register(self, ask: NextRuns) -> None:
        """Let `ask` give the next start of each of those courses, by key, in one query; courses without one missing."""
        if self._ask is not None:
            raise ValueError("Somebody gives the dates of runs already.")
        self._ask = ask

    @property
    def are_known(self) -> bool:
        """Somebody registered."""
        return self._ask is not None

    def of(self, courses: Collection[int]) -> Mapping[int, datetime]:
        """The next start by course."""
        return self._ask(courses) if self._ask is not None else {}


run_dates = RunDates()
