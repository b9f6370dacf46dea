"""Who is overdue: the last of one's runs of a course is over, and the course isn't finished."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from training.certificates.times import day_of
from training.enums import EnrolmentState
from training.models import Enrolment, RunEnrolment
from training.runs.enums import RunState

if TYPE_CHECKING:
    from .finished import Finishes, Scope


def overdue_places(scope: Scope, finishes: Finishes, at: datetime) -> QuerySet[RunEnrolment]:
    """One place for each member and course: the one in the run that ended last.

    A cancelled run sets no date. Who has a place in a run that goes on is in time, and who left the course is let be.
    """
    held = RunEnrolment.objects.holding().exclude(run__state=RunState.CANCELLED)
    same = held.filter(member=OuterRef("member"), run__course=OuterRef("run__course"))
    ends_later = Q(run__ends_on__gt=OuterRef("run__ends_on")) | Q(
        run__ends_on=OuterRef("run__ends_on"), pk__gt=OuterRef("pk")
    )
    left = Enrolment.objects.filter(
        member=OuterRef("member"), course=OuterRef("run__course"), state=EnrolmentState.LEFT
    )
    over = scope.of(held.filter(run__ends_on__lt=day_of(at)), "run__course")
    return over.filter(~Exists(same.filter(ends_later)), ~finishes.of_row("run__course"), ~Exists(left))
