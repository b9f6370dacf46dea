"""Courses and lessons as findable things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.search.services import plain_words
from community.search.sources import EVERYBODY, Findable, Source

from .models import NotebookPublication
from .pages import ArticleLessonPage, CoursePage, LessonPage
from .quizzes.pages import QuizLessonPage
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
    if not LessonPage.objects.readable().filter(pk=lesson.pk).exists():
        return None
    parts = (lesson.summary, lesson.note, _text_of(lesson))
    return Findable(
        title=lesson.title,
        text=" · ".join(part for part in parts if part),
        url=lesson.get_absolute_url(),
        scope=EVERYBODY,
        at=lesson.last_published_at,
    )


def _text_of(lesson: LessonPage) -> str:
    article = ArticleLessonPage.objects.filter(pk=lesson.pk).first()
    if article is not None:
        return plain_words(article_reading(article.body).html)
    quiz = QuizLessonPage.objects.filter(pk=lesson.pk).first()
    if quiz is not None:
        return plain_words(article_reading(quiz.body).html)
    stored = NotebookPublication.objects.filter(lesson_id=lesson.pk).values_list("version__text", flat=True)
    return stored.first() or ""


COURSES = Source("course", _("Courses"), CoursePage.objects.all, describe_course)
LESSONS = Source("lesson", _("Lessons"), LessonPage.objects.all, describe_lesson)
