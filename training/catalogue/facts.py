"""What the catalogue filters, counts and sorts by: a small row for each course, five queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Left, Length

from training.outline import STEP
from training.pages import CoursePage, CourseTopic, LessonPage
from training.paths.models import PathStep
from training.runs.models import Run

from .enums import Duration, Format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

# What a lesson of a kind makes of its course, by the name of its model.
_FORMATS = {
    "notebooklessonpage": Format.NOTEBOOKS,
    "videolessonpage": Format.VIDEO,
    "quizlessonpage": Format.QUIZ,
    "assignmentlessonpage": Format.ASSIGNMENT,
}


@dataclass(frozen=True)
class CourseFacts:
    """A course, as far as the catalogue filters and sorts it. `values` are by filter; `place` is the editors' order."""

    pk: int
    place: int
    title: str
    hours: int
    published_at: datetime | None = None
    next_run: date | None = None
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """Every course one may see, and the topics they have: slug to name."""

    courses: tuple[CourseFacts, ...]
    topics: Mapping[str, str]


def read_shelf(viewer: Member | AnonymousUser) -> Shelf:
    """The courses `viewer` may see."""
    visible = CoursePage.objects.visible_to(viewer)
    rows = list(
        visible.order_by("path").values(
            "pk", "path", "title", "level", "hours", "gives_certificate", "first_published_at"
        )
    )
    keys = [row["pk"] for row in rows]
    topics, names = _topics()
    roles = _gathered(PathStep.objects.of_public_paths().values_list("course", "path__role"))
    kinds = _formats_by_path()
    runs = Run.objects.next_by_course(keys)
    courses = []
    for place, row in enumerate(rows):
        formats = kinds[row["path"]] | _formats_of(row, is_dated=row["pk"] in runs)
        values = {
            "topic": topics[row["pk"]],
            "level": {row["level"]},
            "role": roles[row["pk"]],
            "hours": {Duration.of(row["hours"]).value},
            "format": formats,
        }
        courses.append(
            CourseFacts(
                pk=row["pk"],
                place=place,
                title=row["title"],
                hours=row["hours"],
                published_at=row["first_published_at"],
                next_run=runs[row["pk"]].starts_on if row["pk"] in runs else None,
                values={name: frozenset(found) for name, found in values.items()},
            )
        )
    return Shelf(tuple(courses), names)


def _gathered(pairs: Any) -> defaultdict[Any, set[str]]:
    found: defaultdict[Any, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _topics() -> tuple[defaultdict[int, set[str]], dict[str, str]]:
    items = CourseTopic.objects.filter(content_object__live=True).order_by("tag__name")
    rows = list(items.values_list("content_object", "tag__slug", "tag__name"))
    return _gathered((course, slug) for course, slug, _name in rows), {slug: name for _course, slug, name in rows}


def _formats_by_path() -> defaultdict[str, set[str]]:
    lessons = LessonPage.objects.readable().annotate(course=Left("path", Length("path") - 2 * STEP))
    kinds = lessons.order_by().values_list("course", "content_type__model").distinct()
    return _gathered((course, _FORMATS[model].value) for course, model in kinds if model in _FORMATS)


def _formats_of(row: dict[str, Any], *, is_dated: bool) -> set[str]:
    formats = {Format.CERTIFICATE.value} if row["gives_certificate"] else set()
    return formats | {(Format.DATED if is_dated else Format.SELF_PACED).value}
