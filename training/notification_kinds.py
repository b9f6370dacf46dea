"""What people are told about courses: a lesson that they study was updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Place, Subject
from community.notifications.registries import Told as Words

from .enums import Told
from .pages import CoursePage, LessonPage

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    """The lessons in one query, their courses in another."""
    lessons = LessonPage.objects.visible_to(reader).in_bulk([row.subject_id for row in notifications])
    paths = {lesson.course_path for lesson in lessons.values()}
    courses = {course.path: course for course in CoursePage.objects.visible_to(reader).filter(path__in=paths)}
    return {
        row.pk: _words(lessons[row.subject_id], courses[lessons[row.subject_id].course_path])
        for row in notifications
        if row.subject_id in lessons and lessons[row.subject_id].course_path in courses
    }


def _words(lesson: LessonPage, course: CoursePage) -> Words:
    values = {"lesson": lesson.title, "course": course.title}
    sentence = _("The lesson “%(lesson)s” of “%(course)s” was updated") % values
    return Words(sentence, course.title, lesson.get_absolute_url(), text=lesson.summary)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d lesson of “%(course)s” updated", "%(count)d lessons of “%(course)s” updated", count)
    return words % {"count": count, "course": heading}


LESSON = Subject("lesson", visible=LessonPage.objects.visible_to, describe=_describe)
KINDS = (
    Kind(
        Told.LESSON_UPDATED,
        "lesson",
        Told.LESSON_UPDATED.label,
        Level.DAILY,
        many=_many,
        action=gettext_lazy("Open the lesson"),
    ),
)
PLACE = Place(
    "course",
    gettext_lazy("Course"),
    visible=CoursePage.objects.visible_to,
    hint=gettext_lazy("Lessons that were updated."),
)
