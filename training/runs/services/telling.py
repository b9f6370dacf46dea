"""Who hears of places, answers, requests and changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from training.runs.enums import CURRENT, RunTold
from training.runs.models import Run, RunEnrolment


def tell_of_place(
    *, kind: RunTold, enrolments: Iterable[RunEnrolment], at: datetime | None = None, by: Member | None = None
) -> None:
    """Tell each of the members where they stand in the run now; once for each time they came."""
    for row in enrolments:
        key = f"{row.number}-{row.state}"
        notify(kind=kind, to=[row.member_id], about=row.run_id, key=key, by=by, at=at)


def tell_of_request(*, run: Run, enrolment: RunEnrolment, at: datetime | None = None) -> None:
    """Tell who teaches the run, or made it when nobody does, that somebody asks for a place."""
    teachers = list(run.instructors.values_list("pk", flat=True)) or [run.made_by_id]
    notify(kind=RunTold.REQUESTED, to=teachers, about=run.pk, key=str(enrolment.number), by=enrolment.member, at=at)


def forget_request(*, run: Run, enrolment: RunEnrolment) -> None:
    """Nobody needs to hear of a request any more that was answered or taken back."""
    take_back(kind=RunTold.REQUESTED, about=run.pk, key=str(enrolment.number))


def tell_of_run_change(*, run: Run, by: Member, at: datetime | None = None) -> int:
    """Tell everybody who takes the run, waits or asked that it says something new; return how many, once a version."""
    concerned = run.enrolments.filter(state__in=CURRENT).values_list("member", flat=True)
    return notify(kind=RunTold.CHANGED, to=list(concerned), about=run.pk, key=str(run.version), by=by, at=at)
