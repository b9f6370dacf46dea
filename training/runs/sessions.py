"""Runs as the calendar, a course and a lesson see them. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from events.registries import Whole
from events.times import Times, times_of
from training.enums import Kind

from .models import Run, RunEnrolment, RunSession

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.models import Occurrence
    from training.outline import LessonLink, Outline
    from training.pages import CoursePage

    Viewer = Member | AnonymousUser

RUNS_ON_A_COURSE = 3
OWN_RULE = frozenset({Kind.QUIZ, Kind.ASSIGNMENT})  # these say themselves when they are done


@dataclass(frozen=True)
class Offer:
    """A run as a course's page offers it: where the viewer stands in it, if anywhere."""

    run: Run
    mine: RunEnrolment | None


@dataclass(frozen=True)
class SessionTime:
    """A session with its time in words, and whether the viewer was there."""

    session: RunSession
    times: Times
    was_there: bool = False


def runs_at(occurrence: Occurrence, viewer: Viewer) -> list[Whole]:
    """The courses and runs that a date is a session of. One takes part in a run's own date through the run."""
    found = []
    for session in RunSession.objects.holding(occurrence, viewer):
        run = session.run
        is_door = session.is_own and not session.has_place
        found.append(Whole(run.course.title, run.course.get_absolute_url()))
        found.append(Whole(run.title, run.get_absolute_url(), is_door=is_door))
    return found


@dataclass(frozen=True)
class CourseRuns:
    """The next runs of a course, and whether the viewer teaches a run of it, be it over."""

    offers: list[Offer]
    teaches: bool


def runs_of(viewer: Viewer, course: CoursePage, at: datetime | None = None) -> CourseRuns:
    """What the page of a course shows of its runs: one query."""
    runs = list(course.runs.for_course_page(viewer, at))
    offers = [Offer(run, getattr(run, "mine", None)) for run in runs if run.is_going_on]
    return CourseRuns(offers[:RUNS_ON_A_COURSE], teaches=any(run.is_taught for run in runs))


def times_of_sessions(run: Run, viewer: Viewer) -> list[SessionTime]:
    """The sessions of a run in order, with the viewer's attendance. Two queries for a member, one for a visitor."""
    sessions = list(run.sessions.for_list())
    there: set[int] = set()
    if viewer.is_authenticated:
        attended = viewer.attendances.filter(occurrence__run_sessions__in=sessions).present()
        there = set(attended.values_list("occurrence", flat=True))
    return [SessionTime(row, times_of(row.occurrence), row.occurrence_id in there) for row in sessions]


def sessions_in_force(viewer: Viewer, lesson: LessonLink, at: datetime | None = None) -> list[SessionTime]:
    """The sessions by which alone the viewer does this lesson; none for a lesson with a rule of its own."""
    if not viewer.is_authenticated or lesson.kind in OWN_RULE:
        return []
    return [SessionTime(row, times_of(row.occurrence)) for row in RunSession.objects.in_force(viewer, lesson.pk, at)]


def lessons_to_attend(outline: Outline) -> list[LessonLink]:
    """Lessons that a session may complete."""
    return [lesson for lesson in outline.lessons if lesson.kind not in OWN_RULE]
