"""Courses and lessons as findable things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.search.services import plain_words
from community.search.sources import EVERYBODY, Findable, Source

from .kinds import kinds
from .pages import CoursePage, LessonPage
from .reading import article_reading


def describe_course(course: CoursePage) -> Findable | None:
    """Found by everybody while it is published."""
    if not course.live:
        return None
    topics = ", ".join(topic.name for topic in course.topics.all())
    parts = (course.summary, course.audience, topics, course.outcomes, plain_words(article_reading(course.body).html))
    return Findable(
        title=course.title,
        text=" · ".join(part for part in parts if part),
        url=course.get_absolute_url(),
        scope=EVERYBODY,
        at=course.last_published_at,
    )


def describe_lesson(lesson: LessonPage) -> Findable | None:
    """Found by everybody while learners can read it: the same rule as the outline's."""
    kind = LessonPage.objects.with_kind().filter(pk=lesson.pk).values_list("kind", flat=True).first()
    if kind is None:
        return None
    parts = (lesson.summary, lesson.note, kinds[kind].words(lesson.pk))
    return Findable(
        title=lesson.title,
        text=" · ".join(part for part in parts if part),
        url=lesson.get_absolute_url(),
        scope=EVERYBODY,
        at=lesson.last_published_at,
    )


COURSES = Source("course", _("Courses"), CoursePage.objects.all, describe_course)
LESSONS = Source("lesson", _("Lessons"), LessonPage.objects.all, describe_lesson)
