"""The outline of a course: modules and the lessons that learners may read, in order. Built from plain rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .addresses import lesson_url
from .enums import Kind

STEP = 4  # characters of a page's tree path per level (treebeard)


@dataclass(frozen=True)
class LessonLink:
    """A line of the outline."""

    pk: int
    title: str
    slug: str
    module_slug: str
    minutes: int
    kind: str
    url: str

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class ModuleLinks:
    """A module with its lessons."""

    pk: int
    title: str
    slug: str
    summary: str
    lessons: tuple[LessonLink, ...]


@dataclass(frozen=True)
class Outline:
    """What a course holds. Modules without a lesson to read are left out."""

    modules: tuple[ModuleLinks, ...] = ()

    @cached_property
    def lessons(self) -> tuple[LessonLink, ...]:
        """Every lesson in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The lessons' keys, in order."""
        return tuple(lesson.pk for lesson in self.lessons)

    @property
    def minutes(self) -> int:
        """What the lessons take, added up."""
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def version(self) -> str:
        """A hash of what the course holds: its modules and lessons in order, by key and title."""
        parts = [[module.pk, module.title, [[lesson.pk, lesson.title] for lesson in module.lessons]]
                 for module in self.modules]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def find(self, module: str, lesson: str) -> LessonLink | None:
        """The lesson at that address."""
        return next((link for link in self.lessons if (link.module_slug, link.slug) == (module, lesson)), None)

    def get(self, pk: int | None) -> LessonLink | None:
        """The lesson with that key."""
        return next((link for link in self.lessons if link.pk == pk), None)

    def before(self, lesson: LessonLink) -> LessonLink | None:
        """The lesson before."""
        place = self.keys.index(lesson.pk)
        return self.lessons[place - 1] if place else None

    def after(self, lesson: LessonLink) -> LessonLink | None:
        """The lesson after."""
        place = self.keys.index(lesson.pk) + 1
        return self.lessons[place] if place < len(self.lessons) else None


def build_outlines(
    courses: Mapping[str, str], modules: Iterable[dict[str, Any]], lessons: Iterable[dict[str, Any]]
) -> dict[str, Outline]:
    """Outlines by the tree path of the course. `courses` maps path to slug; rows are in order of path."""
    lessons_of: dict[str, list[dict[str, Any]]] = {}
    for row in lessons:
        lessons_of.setdefault(row["path"][:-STEP], []).append(row)
    modules_of: dict[str, list[ModuleLinks]] = {path: [] for path in courses}
    for row in modules:
        course = row["path"][:-STEP]
        if course in courses and row["path"] in lessons_of:
            modules_of[course].append(_module(courses[course], row, lessons_of[row["path"]]))
    return {path: Outline(tuple(found)) for path, found in modules_of.items()}


def _module(course: str, row: dict[str, Any], lessons: list[dict[str, Any]]) -> ModuleLinks:
    links = tuple(
        LessonLink(
            pk=lesson["pk"],
            title=lesson["title"],
            slug=lesson["slug"],
            module_slug=row["slug"],
            minutes=lesson["minutes"],
            kind=lesson["kind"],
            url=lesson_url(course, row["slug"], lesson["slug"]),
        )
        for lesson in lessons
    )
    return ModuleLinks(row["pk"], row["title"], row["slug"], row["summary"], links)
