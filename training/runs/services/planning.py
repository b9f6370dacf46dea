"""Planning, changing and cancelling runs, and their sessions in the calendar. Every write here is audited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events import services as events
from events.courses.services import enter_courses
from events.models import Occurrence, Series
from training.pages import LessonPage
from training.runs.enums import RunState
from training.runs.errors import RunClosed, RunEditedMeanwhile, SeatsTaken
from training.runs.models import Run, RunSession

from .places import fill, locked, register_for
from .telling import tell_of_run_change

FIELDS = ("title", "about", "starts_on", "ends_on", "seats", "way", "opens_on", "closes_on", "state")
_TOLD = ("title", "about", "starts_on", "ends_on")  # what those who come must know


@again_after_race
@transaction.atomic
def plan_run(*, run: Run, instructors: Iterable[Member], by: Member, form_token: UUID | None = None) -> Run:
    """Save a new `run` of a course. Audited. The same form sent twice gives the run it made the first time."""
    made = Run.objects.filter(made_by=by, form_token=form_token).first() if form_token else None
    if made is not None:
        return made
    run.pk, run.made_by, run.form_token = None, by, form_token
    run.save(force_insert=True)
    run.instructors.set(instructors)
    record(by=by, action="plan", about=run, after=_summary(run))
    return run


@transaction.atomic
def revise_run(*, run: Run, instructors: Iterable[Member], by: Member, version: int, at: datetime | None = None) -> Run:
    """Save changes of a run; seats that are new go to those who wait, and who comes hears of new days. Audited.

    `version` is the run's when the form was opened. Raises RunEditedMeanwhile when it is another by now, SeatsTaken
    when there would be fewer seats than people who have one, RunClosed for a cancelled run.
    """
    at = at or timezone.now()
    stored = locked(run)
    if stored.version != version:
        raise RunEditedMeanwhile(_("Somebody else changed this run while you were writing. Compare, then save again."))
    if stored.is_cancelled:
        raise RunClosed(_("This run is cancelled. Plan a new one instead."))
    if run.seats and run.seats < stored.taken_count:
        raise SeatsTaken(
            _("%(count)d people have a seat. Leave as many, or take somebody out of the run first.")
            % {"count": stored.taken_count}
        )
    before = _summary(stored)
    is_news = any(getattr(stored, name) != getattr(run, name) for name in _TOLD)
    for name in FIELDS:
        setattr(stored, name, getattr(run, name))
    stored.version += 1
    stored.save(update_fields=[*FIELDS, "version"])
    stored.instructors.set(instructors)
    for series in Series.objects.filter(occurrences__run_sessions__in=stored.sessions.filter(is_own=True)).distinct():
        series.organizers.add(*stored.instructors.all())
    fill(stored, at=at)
    if is_news:
        tell_of_run_change(run=stored, by=by, at=at)
    record(by=by, action="revise", about=stored, before=before, after=_summary(stored))
    return stored


@transaction.atomic
def cancel_run(*, run: Run, by: Member, reason: str, at: datetime | None = None) -> Run:
    """Call the run off with the dates made for it that are still to come; who comes or waits hears why. Audited.

    A linked date of somebody else's event stays. Idempotent. Raises RunClosed for a run that is over.
    """
    at = at or timezone.now()
    stored = locked(run)
    if stored.is_cancelled:
        return stored
    if stored.is_over(at):
        raise RunClosed(_("This run is over, so it can’t be cancelled."))
    before = _summary(stored)
    stored.state, stored.reason = RunState.CANCELLED, reason
    stored.version += 1
    stored.save(update_fields=["state", "reason", "version"])
    for session in stored.sessions.to_come(at).filter(is_own=True).select_related("occurrence"):
        events.cancel_occurrence(occurrence=session.occurrence, by=by, reason=reason, at=at)
    tell_of_run_change(run=stored, by=by, at=at)
    record(by=by, action="cancel", about=stored, before=before, after={**_summary(stored), "reason": reason})
    return stored


@transaction.atomic
def add_sessions(
    *,
    run: Run,
    series: Series,
    lesson: LessonPage | None,
    by: Member,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> list[RunSession]:
    """Schedule a new `series` in the hub's calendar, each date of it a session of the run. Audited.

    Who teaches organizes the event; who has a place is registered, and hears of it once. The same form sent twice adds
    nothing. Raises RunClosed for a cancelled run.
    """
    at = at or timezone.now()
    stored = _changeable(run)
    made = events.schedule(series=series, by=by, form_token=form_token)
    known = stored.sessions.filter(occurrence__series=made)
    if known.exists():
        return list(known)
    made.organizers.add(*stored.instructors.all())
    dates = made.occurrences.order_by("start_at")
    rows = [RunSession(run=stored, occurrence=date, lesson=lesson) for date in dates]
    RunSession.objects.bulk_create(rows)
    _announce(stored, by=by, at=at)
    record(by=by, action="add sessions", about=stored, after={"event": made.title, "sessions": len(rows)})
    return rows


@transaction.atomic
def link_session(
    *, run: Run, occurrence: Occurrence, lesson: LessonPage | None, by: Member, at: datetime | None = None
) -> RunSession:
    """Make a date that is in the calendar already a session of the run. Audited; idempotent.

    Everybody else still registers for it at its own page. Raises RunClosed for a cancelled run.
    """
    at = at or timezone.now()
    stored = _changeable(run)
    values = {"lesson": lesson, "is_own": False}
    row, is_new = RunSession.objects.get_or_create(run=stored, occurrence=occurrence, defaults=values)
    if is_new:
        _announce(stored, by=by, at=at)
        record(by=by, action="link session", about=stored, after={"occurrence": occurrence.pk})
    return row


@transaction.atomic
def set_lesson(*, session: RunSession, lesson: LessonPage | None, by: Member) -> RunSession:
    """Say which lesson attendance completes from now on; what was credited stays. Audited; idempotent."""
    row = RunSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if row.lesson_id != (lesson.pk if lesson else None):
        before = {"lesson": row.lesson_id}
        row.lesson = lesson
        row.save(update_fields=["lesson"])
        record(by=by, action="set lesson", about=row, before=before, after={"lesson": row.lesson_id})
    return row


@transaction.atomic
def drop_session(*, session: RunSession, by: Member, reason: str, at: datetime | None = None) -> None:
    """Take a date out of the run: its own is cancelled in the calendar and stays visible, a linked one is let go.

    Who registered for a cancelled date hears of it from the calendar. Audited. Raises CancelRefused for a date that is
    over.
    """
    at = at or timezone.now()
    stored = locked(session.run)
    if session.is_own:
        events.cancel_occurrence(occurrence=session.occurrence, by=by, reason=reason, at=at)
    else:
        session.delete()
        _count_change(stored)
        tell_of_run_change(run=stored, by=by, at=at)
    record(by=by, action="drop session", about=stored, after={"date": str(session.occurrence), "reason": reason})


def _changeable(run: Run) -> Run:
    stored = locked(run)
    if stored.is_cancelled:
        raise RunClosed(_("This run is cancelled. Plan a new one instead."))
    return stored


def _announce(run: Run, *, by: Member, at: datetime) -> None:
    """Register who has a place for dates that are new, and tell who comes or waits."""
    sessions = list(run.sessions.to_come(at).select_related("occurrence__series"))
    for row in run.enrolments.holding().select_related("member"):
        register_for(sessions, row.member, at=at)
    _count_change(run)
    tell_of_run_change(run=run, by=by, at=at)


def _count_change(run: Run) -> None:
    run.version += 1
    run.save(update_fields=["version"])
    enter_courses(keys=[run.course_id])


def _summary(run: Run) -> dict[str, Any]:
    values = {name: getattr(run, name) for name in FIELDS}
    return {name: value if isinstance(value, int) else str(value) for name, value in values.items() if value}
