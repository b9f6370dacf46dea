"""Progress as a pure function of ledger rows and the published outline. No query here (docs/adr/0007)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .enums import Effect


@dataclass(frozen=True)
class Entry:
    """A row of the ledger. `number` orders rows of the same moment."""

    lesson: int
    effect: Effect | str
    at: datetime
    number: int


@dataclass(frozen=True)
class Progress:
    """How many of a course's lessons are done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """0 to 100, rounded down: 100 only when every lesson is done."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_finished(self) -> bool:
        """Every lesson is done, and there is one."""
        return bool(self.total) and self.done == self.total


def lessons_done(entries: Iterable[Entry]) -> dict[int, Entry]:
    """The lessons whose latest row says done, with that row; the order of `entries` doesn't matter."""
    latest: dict[int, Entry] = {}
    for entry in entries:
        known = latest.get(entry.lesson)
        if known is None or (entry.at, entry.number) > (known.at, known.number):
            latest[entry.lesson] = entry
    return {lesson: entry for lesson, entry in latest.items() if entry.effect == Effect.DONE}


def progress_of(entries: Iterable[Entry], lessons: Sequence[int]) -> Progress:
    """Progress over the published `lessons`; rows about others (unpublished since) don't count."""
    done = lessons_done(entries)
    return Progress(done=sum(lesson in done for lesson in set(lessons)), total=len(set(lessons)))


def next_lesson(entries: Iterable[Entry], lessons: Sequence[int]) -> int | None:
    """Where to go on: the first lesson not done after the one done last, else the first not done, else None."""
    done = {lesson: entry for lesson, entry in lessons_done(entries).items() if lesson in lessons}
    open_lessons = [lesson for lesson in lessons if lesson not in done]
    if not open_lessons:
        return None
    if not done:
        return open_lessons[0]
    last = max(done.values(), key=lambda entry: (entry.at, entry.number)).lesson
    after = lessons[lessons.index(last) + 1 :]
    return next((lesson for lesson in after if lesson not in done), open_lessons[0])
