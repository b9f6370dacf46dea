"""How far members are in courses, many at once and without their outlines: two queries, one rule (`progress`)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .models import Completion
from .outline import STEP
from .pages import LessonPage
from .progress import Entry, Progress, progress_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .pages import CoursePage


def progress_in(courses: Collection[CoursePage], members: Collection[int]) -> Mapping[tuple[int, int], Progress]:
    """Progress by (member, course), by key, for each of `members` in each of `courses`, enrolled or not."""
    if not courses:
        return {}
    lessons: defaultdict[str, list[int]] = defaultdict(list)
    readable = LessonPage.objects.readable().under(*(course.path for course in courses)).order_by("path")
    for pk, path in readable.values_list("pk", "path"):
        lessons[path[: -2 * STEP]].append(pk)
    entries: defaultdict[tuple[int, int], list[Entry]] = defaultdict(list)
    if members:
        every = [pk for found in lessons.values() for pk in found]
        for row in Completion.objects.filter(member__in=members).about(every):
            entries[row.member_id, row.lesson_id].append(row.entry)
    return {
        (member, course.pk): progress_of(
            [entry for lesson in lessons[course.path] for entry in entries[member, lesson]], lessons[course.path]
        )
        for member in members
        for course in courses
    }
