"""A path is as far as its courses are. No query here."""

from __future__ import annotations

from collections.abc import Sequence

from training.progress import Progress


def path_progress(courses: Sequence[Progress]) -> Progress:
    """How many steps are done, from the progress in each step's course; all of them: the path is finished."""
    return Progress(done=sum(course.is_finished for course in courses), total=len(courses))


def next_step(courses: Sequence[Progress]) -> int | None:
    """The place of the first step that is not done; None when there is none."""
    return next((place for place, course in enumerate(courses) if not course.is_finished), None)
