"""What the views of attempts share: an attempt is shown to its member, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from training.pages import CoursePage
from training.quizzes.models import Attempt
from training.visiting import crumbs

if TYPE_CHECKING:
    from community.people.models import Member
    from training.quizzes.pages import QuizLessonPage


def own_attempt(member: Member, pk: int) -> Attempt:
    """The member's attempt; somebody else's is a 404."""
    attempt: Attempt = get_object_or_404(Attempt.objects.of(member).select_related("lesson"), pk=pk)
    return attempt


def lesson_crumbs(lesson: QuizLessonPage, title: str) -> list[tuple[str, str]]:
    """The way to a page below a quiz."""
    course = CoursePage.objects.filter(path=lesson.course_path).only("title", "url_path").first()
    above = [(course.title, course.get_absolute_url())] if course else []
    return crumbs(*above, (lesson.title, lesson.get_absolute_url()), (title, ""))
