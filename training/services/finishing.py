"""Writing down that a course was finished, so that it stays so whatever an editor does later (docs/adr/0024)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.people.models import Member
from training.enums import Effect
from training.evaluation.services import ask_how_it_was
from training.models import Completion, CourseFinish, Enrolment
from training.pages import CoursePage
from training.study import study_course


@transaction.atomic
def record_finish(
    *, member: Member, course: CoursePage, at: datetime | None = None, is_late: bool = False
) -> CourseFinish | None:
    """Write down that `member` has done every lesson that `course` has now; None when that isn't so, or is written.

    The enrolment's row is the lock. The learner is asked how the course was. `is_late` writes down what should have
    been before: it bears the date of the last mark, and nobody is asked about what is long ago.
    """
    list(Enrolment.objects.select_for_update().of(member).filter(course=course))
    study = study_course(member, course, at=at)
    if study.finish or not study.progress.is_finished:
        return None
    lessons = study.outline.keys
    if is_late:
        at = Completion.objects.filter(member=member, effect=Effect.DONE).about(lessons).latest_first()[0].at
    number = CourseFinish.objects.of(member).filter(course=course).count() + 1
    finish = CourseFinish.objects.create(
        member=member, course=course, number=number, lessons=list(lessons), at=at or timezone.now()
    )
    ask_how_it_was(finish=finish)
    return finish


def record_finishes(*, course: CoursePage, is_late: bool = False) -> int:
    """The same for everybody who has done every lesson, after the outline lost one; return how many. Idempotent."""
    lessons = study_course(AnonymousUser(), course).outline.keys
    found = (
        record_finish(member=member, course=course, is_late=is_late) for member in _may_have_finished(course, lessons)
    )
    return sum(row is not None for row in found)


def record_all_finishes() -> int:
    """The same for every course: what a crash, or a release before this rule, left unwritten. Idempotent."""
    return sum(record_finishes(course=course, is_late=True) for course in CoursePage.objects.live())


def _may_have_finished(course: CoursePage, lessons: tuple[int, ...]) -> QuerySet[Member]:
    """Who did each lesson once and has no finish, or took a mark back since."""
    if not lessons:
        return Member.objects.none()
    marks = Completion.objects.about(lessons).filter(effect=Effect.DONE).values("member")
    finishers = marks.annotate(done=Count("lesson", distinct=True)).filter(done=len(lessons)).values("member")
    known = CourseFinish.objects.filter(course=course, member=OuterRef("pk"))
    undone = Completion.objects.filter(effect=Effect.UNDONE, lesson__path__startswith=course.path)
    undone = undone.filter(member=OuterRef("pk"))
    return Member.objects.filter(pk__in=finishers).filter(~Q(Exists(known)) | Q(Exists(undone)))
