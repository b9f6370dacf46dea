"""Where a member stands on role paths. Reads; changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.progress import Progress
from training.standing import progress_in

from .models import PathChoice, PathStep, RolePath
from .progress import next_step, path_progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from training.pages import CoursePage

_NOTHING = Progress(done=0, total=0)


@dataclass(frozen=True)
class Stage:
    """A step as the viewer has come to it."""

    number: int
    step: PathStep
    progress: Progress

    @property
    def course(self) -> CoursePage:
        """Where the step leads."""
        return self.step.course


@dataclass(frozen=True)
class Walk:
    """A path as one person walks it; visitors have done nothing and chosen nothing."""

    path: RolePath
    stages: Sequence[Stage]
    is_chosen: bool = False

    @property
    def progress(self) -> Progress:
        """How many steps are done."""
        return path_progress([stage.progress for stage in self.stages])

    @property
    def next_stage(self) -> Stage | None:
        """What comes next; None when all is done, or nothing is there."""
        place = next_step([stage.progress for stage in self.stages])
        return None if place is None else self.stages[place]

    @property
    def hours(self) -> int:
        """What its courses count as, each once."""
        return sum({stage.course.pk: stage.course.hours for stage in self.stages}.values())


def walks_of(viewer: Member | AnonymousUser, paths: Sequence[RolePath]) -> list[Walk]:
    """Each path as `viewer` walks it: two queries for visitors, five for members, however many paths."""
    steps = _steps_by_path(paths)
    members = [viewer.pk] if viewer.is_authenticated else []
    progress = progress_in({step.course_id: step.course for row in steps.values() for step in row}.values(), members)
    chosen = set(PathChoice.objects.of(viewer).values_list("path", flat=True)) if viewer.is_authenticated else set()
    return [
        Walk(path, _stages(steps[path.pk], progress, viewer.pk or 0), is_chosen=path.pk in chosen) for path in paths
    ]


def chosen_steps(member: Member, *, most: int) -> Mapping[RolePath, Sequence[PathStep]]:
    """The steps of the paths that `member` chose, the latest first: one query. Paths without a step: not."""
    rows = PathStep.objects.of_public_paths().filter(path__choices__member=member).select_related("path", "course")
    rows = rows.order_by("-path__choices__chosen_at", "-path", "sort_order", "pk")
    steps: dict[RolePath, list[PathStep]] = {}
    for step in rows.defer("course__body", "course__outcomes"):
        steps.setdefault(step.path, []).append(step)
    return dict(list(steps.items())[:most])


def chosen_walks(
    member: Member, steps: Mapping[RolePath, Sequence[PathStep]], progress: Mapping[int, Progress]
) -> list[Walk]:
    """The chosen paths as `member` walks them; `progress` is by course. No query."""
    pairs = {(member.pk, course): found for course, found in progress.items()}
    return [Walk(path, _stages(found, pairs, member.pk), is_chosen=True) for path, found in steps.items()]


def progress_of_choices(choices: Iterable[PathChoice]) -> Mapping[int, Progress]:
    """How far each choice has come, by its key: four queries, however many. For reports."""
    rows = list(choices)
    steps = _steps_by_path({row.path_id: row.path for row in rows}.values())
    courses = {step.course_id: step.course for found in steps.values() for step in found}
    progress = progress_in(courses.values(), {row.member_id for row in rows})
    return {
        row.pk: path_progress([progress[row.member_id, step.course_id] for step in steps[row.path_id]]) for row in rows
    }


def _steps_by_path(paths: Iterable[RolePath]) -> defaultdict[int, list[PathStep]]:
    found: defaultdict[int, list[PathStep]] = defaultdict(list)
    rows = PathStep.objects.of_public_paths().filter(path__in=list(paths)).in_order().select_related("course")
    for step in rows.defer("course__body", "course__outcomes"):
        found[step.path_id].append(step)
    return found


def _stages(steps: Sequence[PathStep], progress: Mapping[tuple[int, int], Progress], member: int) -> list[Stage]:
    return [
        Stage(number, step, progress.get((member, step.course_id), _NOTHING)) for number, step in enumerate(steps, 1)
    ]
