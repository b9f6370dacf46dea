"""Where a member stands with what a course asks for first. Reads; changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.pages import CoursePage
from training.progress import Progress
from training.standing import progress_in
from training.study import Study, study_courses

from .models import Prerequisite

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass(frozen=True)
class Need:
    """A course that comes before, and how far the viewer is in it."""

    course: CoursePage
    progress: Progress
    is_required: bool

    @property
    def is_finished(self) -> bool:
        """Every lesson of it is done."""
        return self.progress.is_finished


@dataclass(frozen=True)
class Needs:
    """All courses that come before one, in the editors' order."""

    rows: Sequence[Need] = ()

    @property
    def progress(self) -> Progress:
        """How many of them are finished."""
        return Progress(done=sum(need.is_finished for need in self.rows), total=len(self.rows))

    @property
    def missing(self) -> list[Need]:
        """Those that are not finished."""
        return [need for need in self.rows if not need.is_finished]

    @property
    def blocking(self) -> list[Need]:
        """Those without which nobody enrols, and that are not finished."""
        return [need for need in self.missing if need.is_required]


def _rows(course: CoursePage) -> list[Prerequisite]:
    found = Prerequisite.objects.filter(course=course.pk, needs__live=True).select_related("needs")
    return list(found.defer("needs__body", "needs__outcomes").order_by("sort_order", "pk"))


def study_with_needs(viewer: Member | AnonymousUser, course: CoursePage) -> tuple[Study, Needs]:
    """`course` as `viewer` studies it, and what comes before: one query more than the course alone."""
    rows = _rows(course)
    study, *others = study_courses(viewer, [course, *(row.needs for row in rows)])
    needs = [Need(row.needs, other.progress, row.is_required) for row, other in zip(rows, others, strict=True)]
    return study, Needs(needs)


def needs_of(viewer: Member | AnonymousUser, course: CoursePage) -> Needs:
    """What `course` asks `viewer` for; published courses only. One query without any, four for a member with."""
    rows = _rows(course)
    members = [viewer.pk] if viewer.is_authenticated else []
    progress = progress_in([row.needs for row in rows], members)
    nothing = Progress(done=0, total=0)
    return Needs(
        [Need(row.needs, progress.get((viewer.pk or 0, row.needs_id), nothing), row.is_required) for row in rows]
    )
