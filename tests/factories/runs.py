"""Makes runs of courses, with sessions in the calendar."""

from datetime import date, time, timedelta

from django.utils import timezone

from community.people.models import Member
from events.models import Series
from tests.factories.people import MemberFactory
from training.pages import CoursePage, LessonPage
from training.runs.enums import RunState, Way
from training.runs.models import Run, RunSession
from training.runs.services.planning import add_sessions, plan_run


def make_run(course: CoursePage, *, by: Member | None = None, teachers: list[Member] | None = None, **fields) -> Run:
    """An open run that begins in three days and lasts two weeks."""
    first: date = timezone.localdate() + timedelta(days=3)
    values = {
        "title": "Winter, online",
        "starts_on": first,
        "ends_on": first + timedelta(days=14),
        "state": RunState.OPEN,
        "way": Way.SELF,
        **fields,
    }
    by = by or MemberFactory()
    return plan_run(run=Run(course=course, **values), instructors=[by] if teachers is None else teachers, by=by)


def make_session(run: Run, lesson: LessonPage | None = None, *, days: int = 0, **fields) -> RunSession:
    """A session at ten, so many days after the run begins."""
    series = Series(
        title="Session",
        summary="We meet.",
        accessibility="Live captions.",
        accommodation_contact="access@hub.example",
        starts_on=run.starts_on + timedelta(days=days),
        starts_at=time(10, 0),
        duration=60,
        zone="America/Los_Angeles",
        **fields,
    )
    return add_sessions(run=run, series=series, lesson=lesson, by=run.made_by)[0]
