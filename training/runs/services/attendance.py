"""Attendance turns into credit by itself: whoever was at a session has done its lesson."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.people.models import Member
from events.models import Attendance, Occurrence
from training.enums import Effect, Rule, Source
from training.models import Completion, Enrolment
from training.pages import LessonPage
from training.runs.enums import PlaceState
from training.runs.models import RunSession
from training.services import learning


@transaction.atomic
def credit_attendance(*, occurrence: Occurrence, member: Member, is_present: bool, at: datetime) -> None:
    """Write into the ledger what attendance of `occurrence` says about the lessons of its sessions. Idempotent.

    Credit is for those who have a place in the run. Taking it back undoes a lesson only if attendance had completed
    it, and no other session of that lesson was attended.
    """
    sessions = RunSession.objects.filter(occurrence=occurrence, lesson__isnull=False)
    if is_present:
        held = sessions.filter(run__enrolments__member=member, run__enrolments__state=PlaceState.IN)
        for lesson in _lessons(held):
            learning.complete(member=member, lesson=lesson, rule=Rule.ATTENDED, source=Source.ATTENDANCE, at=at)
        return
    for lesson in _lessons(sessions):
        _take_back(member, lesson, at)


def _lessons(sessions: object) -> list[LessonPage]:
    rows = LessonPage.objects.filter(run_sessions__in=sessions).distinct().order_by("pk")
    return list(rows)


def _take_back(member: Member, lesson: LessonPage, at: datetime) -> None:
    # The enrolment's row is the ledger's lock: nobody writes between this look and the undoing.
    Enrolment.objects.select_for_update().filter(member=member, course__path=lesson.course_path).first()
    last = Completion.objects.of(member).about([lesson.pk]).latest_first().first()
    if last is None or (last.effect, last.source) != (Effect.DONE, Source.ATTENDANCE):
        return
    others = RunSession.objects.filter(lesson=lesson).values("occurrence")
    if Attendance.objects.present().filter(member=member, occurrence__in=others).exists():
        return
    learning.undo(member=member, lesson=lesson, rule=Rule.ATTENDED, source=Source.ATTENDANCE, at=at)
