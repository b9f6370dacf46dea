"""Who may read which report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.quizzes.permissions import can_look_after
from training.runs.models import Run, RunEnrolment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from community.people.models import Member
    from training.pages import CoursePage

PROGRAMME = "training.view_enrolment"


@dataclass(frozen=True)
class Access:
    """Whose learning somebody may see in a course: everybody's, or that of who has a place in the runs they teach."""

    course: CoursePage
    runs: QuerySet[Run]
    is_whole: bool

    def places(self, run: Run | None = None) -> QuerySet[RunEnrolment] | None:
        """The places whose holders are shown; None: everybody is."""
        if self.is_whole and run is None:
            return None
        runs = self.runs if run is None else self.runs.filter(pk=run.pk)
        return RunEnrolment.objects.holding().filter(run__in=runs)


def access_to(user: Member | AnonymousUser, course: CoursePage) -> Access | None:
    """What `user` may see of `course`: those who may edit it, and who teaches a run of it; None for everybody else."""
    if not user.is_authenticated:
        return None
    runs = Run.objects.filter(course=course).order_by("-starts_on", "-pk")
    if can_look_after(user, course):
        return Access(course, runs, is_whole=True)
    taught = runs.filter(instructors=user)
    return Access(course, taught, is_whole=False) if taught.exists() else None


def can_see_report(user: Member | AnonymousUser, course: CoursePage, *, teaches: bool) -> bool:
    """Whether there is such an access, where it is known whether `user` teaches a run of it."""
    return teaches or can_look_after(user, course)


def can_see_programme(user: Member | AnonymousUser) -> bool:
    """Who runs the programme: an administrator gives their group “Can view enrolment”."""
    return user.has_perm(PROGRAMME)
