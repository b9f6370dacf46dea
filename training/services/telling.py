"""Who hears that a lesson says something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from community.notifications.models import Following
from community.notifications.services.telling import notify
from training.enums import EnrolmentState, Told
from training.models import Completion, Enrolment
from training.pages import CoursePage, LessonPage

if TYPE_CHECKING:
    from community.people.models import Member


def tell_of_update(*, lesson: LessonPage, by: Member | None = None) -> int:
    """Tell who takes the course or follows it that `lesson` says something new; return how many, once a day.

    A lesson that nobody has done yet is still being made: nobody hears of it.
    """
    course = CoursePage.objects.filter(path=lesson.course_path).first()
    if course is None or not Completion.objects.about([lesson.pk]).exists():
        return 0
    learners = Enrolment.objects.filter(course=course, state=EnrolmentState.ACTIVE)
    followers = Following.objects.member_ids(course.place).values_list("member", flat=True)
    return notify(
        kind=Told.LESSON_UPDATED,
        to=[*learners.values_list("member", flat=True), *followers],
        about=lesson.pk,
        places=[course.place],
        key=timezone.localdate().isoformat(),
        by=by,
    )
