"""How far members are in courses, many at once and without their outlines: three queries, one rule (`progress`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from .models import Completion, CourseFinish, LessonVersion
from .outline import STEP
from .pages import LessonPage
from .progress import NO_MAJORS, Entry, Finish, Majors, Progress, progress_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from .pages import CoursePage

Pair = tuple[int, int]


@dataclass
class Ledger:
    """What the database has about some members: rows by (member, lesson), finishes by (member, course), by key."""

    entries: defaultdict[Pair, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    finishes: defaultdict[Pair, list[Finish]] = field(default_factory=lambda: defaultdict(list))
    majors: Majors = field(default_factory=lambda: NO_MAJORS)

    def entries_of(self, member: int, course: int, lessons: Collection[int]) -> list[Entry]:
        """The member's rows about those lessons, and about the ones that the course had when it was finished."""
        wanted = set(lessons).union(*(row.lessons for row in self.finishes.get((member, course), ())))
        return [entry for lesson in wanted for entry in self.entries.get((member, lesson), ())]

    def progress(self, member: int, course: int, lessons: Collection[int]) -> Progress:
        """How far `member` is in the course that has those lessons today."""
        entries = self.entries_of(member, course, lessons)
        return progress_of(entries, list(lessons), self.majors, self.finishes.get((member, course), ()))


def read_ledger(courses: Collection[CoursePage], majors: Majors, members: Collection[int]) -> Ledger:
    """What `members` did in `courses`, whose lessons have those newest `majors` (0: none): two queries."""
    ledger = Ledger(majors=majors)
    if not members:
        return ledger
    known = set(majors)
    for row in CourseFinish.objects.filter(member__in=members, course__in=courses):
        ledger.finishes[row.member_id, row.course_id].append(row.finish)
        known.update(row.lessons)
    rows = Completion.objects.filter(member__in=members).about(known)
    for member, lesson, effect, at, number, version in rows.values_list(
        "member", "lesson", "effect", "at", "pk", "version"
    ):
        ledger.entries[member, lesson].append(Entry(lesson, effect, at, number, version))
    return ledger


def progress_in(
    courses: Collection[CoursePage], members: Collection[int], pairs: Iterable[Pair] | None = None
) -> Mapping[Pair, Progress]:
    """Progress by (member, course), by key, for each of `members` in each of `courses`, enrolled or not.

    With `pairs`, for those only.
    """
    if not courses:
        return {}
    lessons: defaultdict[str, list[int]] = defaultdict(list)
    majors: dict[int, int] = {}
    readable = LessonPage.objects.readable().under(*(course.path for course in courses)).order_by("path")
    rows = readable.annotate(major=LessonVersion.objects.newest_major())
    for pk, path, major in rows.values_list("pk", "path", "major"):
        lessons[path[: -2 * STEP]].append(pk)
        majors[pk] = major
    ledger = read_ledger(courses, majors, members)
    keys = {course.pk: lessons[course.path] for course in courses}
    asked = product(members, keys) if pairs is None else pairs
    return {(member, course): ledger.progress(member, course, keys[course]) for member, course in asked}
