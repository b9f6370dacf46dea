"""Progress as a pure function of ledger rows, outline and majors. No query here (docs/adr/0007, 0024).

`majors` says of a lesson which version was published as a major change last: what was done before doesn't count, unless
the course was finished once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from .enums import Effect

Majors = Mapping[int, int]
NO_MAJORS: Majors = MappingProxyType({})


@dataclass(frozen=True)
class Entry:
    """A row of the ledger. `number` orders rows of the same moment, `version` is the lesson's that was read."""

    lesson: int
    effect: Effect | str
    at: datetime
    number: int
    version: int = 0


@dataclass(frozen=True)
class Finish:
    """The fact that a course was finished: every one of `lessons`, the outline of that moment, was done."""

    lessons: frozenset[int]
    at: datetime


@dataclass(frozen=True)
class Progress:
    """How many of a course's lessons are done, and whether it was finished once: then it stays finished."""

    done: int
    total: int
    was_finished: bool = False

    @property
    def percent(self) -> int:
        """0 to 100, rounded down: 100 only when every lesson is done, or was when the course was finished."""
        if self.was_finished:
            return 100
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_finished(self) -> bool:
        """Every lesson is done, and there is one; or the course was finished once."""
        return self.was_finished or (bool(self.total) and self.done == self.total)

    @property
    def bar(self) -> int:
        """How far a bar of `total` is filled."""
        return self.total if self.was_finished else self.done

    @property
    def open_count(self) -> int:
        """How many lessons are not done: for who finished, those that came later."""
        return self.total - self.done


def latest_entries(entries: Iterable[Entry]) -> dict[int, Entry]:
    """The row that counts of each lesson; the order of `entries` doesn't matter."""
    latest: dict[int, Entry] = {}
    for entry in entries:
        known = latest.get(entry.lesson)
        if known is None or (entry.at, entry.number) > (known.at, known.number):
            latest[entry.lesson] = entry
    return latest


def lessons_done(entries: Iterable[Entry], majors: Majors = NO_MAJORS) -> dict[int, Entry]:
    """The lessons whose latest row says done, of no version before the last major one, with that row."""
    return {
        lesson: entry
        for lesson, entry in latest_entries(entries).items()
        if entry.effect == Effect.DONE and entry.version >= majors.get(lesson, 0)
    }


def standing_finish(entries: Iterable[Entry], finishes: Iterable[Finish]) -> Finish | None:
    """The first finish that no taken-back mark contradicts; the outline and versions of today play no part in it."""
    undone = {lesson for lesson, entry in latest_entries(entries).items() if entry.effect == Effect.UNDONE}
    return min((row for row in finishes if not row.lessons & undone), key=lambda row: row.at, default=None)


def progress_of(
    entries: Iterable[Entry], lessons: Sequence[int], majors: Majors = NO_MAJORS, finishes: Iterable[Finish] = ()
) -> Progress:
    """Progress over the published `lessons`; rows about others (unpublished since) don't count."""
    entries = list(entries)
    finish = standing_finish(entries, finishes)
    done = lessons_done(entries, NO_MAJORS if finish else majors)
    return Progress(sum(lesson in done for lesson in set(lessons)), len(set(lessons)), finish is not None)


def next_lesson(entries: Iterable[Entry], lessons: Sequence[int], majors: Majors = NO_MAJORS) -> int | None:
    """Where to go on: the first lesson not done after the one done last, else the first not done, else None."""
    done = {lesson: entry for lesson, entry in lessons_done(entries, majors).items() if lesson in lessons}
    open_lessons = [lesson for lesson in lessons if lesson not in done]
    if not open_lessons:
        return None
    if not done:
        return open_lessons[0]
    last = max(done.values(), key=lambda entry: (entry.at, entry.number)).lesson
    after = lessons[lessons.index(last) + 1 :]
    return next((lesson for lesson in after if lesson not in done), open_lessons[0])
