"""What changes where courses are talked about: a board for a course, the first words about a lesson."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from community.notifications.services.following import follow
from community.people.errors import HubError
from community.safety.races import again_after_race
from forum.enums import Audience
from forum.models import Board, Post
from forum.services.boards import ensure_section, found_board, free_slug
from forum.services.posting import reply, start_topic
from training.pages import CoursePage

from .models import CourseBoard, LessonTopic

if TYPE_CHECKING:
    from uuid import UUID

    from community.people.models import Member
    from forum.rendering import PostText

COURSES_SECTION = "courses"
_LONGEST_NAME = 100


class BoardRefused(HubError):
    """The course can't have a board now."""


@again_after_race
@transaction.atomic
def open_board(*, course: CoursePage, by: Member) -> Board:
    """Give `course` a board that everybody reads who reads the course, and let `by` follow it. Idempotent, audited.

    Raises BoardRefused for a course that is not published.
    """
    if not course.live:
        raise BoardRefused(_("Publish the course first: its board is as public as the course."))
    section = ensure_section(slug=COURSES_SECTION, name=_("Courses"), position=150)  # locked: openers take turns
    there = CourseBoard.objects.filter(course=course).select_related("board").first()
    if there is not None:
        return there.board
    board = Board(
        name=course.title[:_LONGEST_NAME],
        slug=free_slug(f"course-{course.slug[:60]}"),
        description=_("Questions and answers about the course and its lessons."),
        audience=Audience.EVERYBODY,  # as courses are
        parent=section,
    )
    found_board(board=board, by=by)
    CourseBoard.objects.create(course=course, board=board)
    follow(member=by, place=board.place)
    return board


@again_after_race
@transaction.atomic
def discuss(
    *,
    course: CoursePage,
    lesson: int,
    poster: Member,
    title: str,
    text: PostText,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Post:
    """Begin the topic of the lesson with that key. Who comes second answers in the topic that is there by then.

    Raises PostRefused as the forum does. `at` is for content from elsewhere, which nobody is told of.
    """
    place = CourseBoard.objects.select_for_update(of=("self",)).select_related("board").get(course=course)
    begun = LessonTopic.objects.filter(lesson=lesson).select_related("topic").first()
    if begun is not None:
        return reply(topic=begun.topic, poster=poster, text=text, form_token=form_token, at=at)
    topic = start_topic(board=place.board, poster=poster, title=title, text=text, form_token=form_token, at=at)
    LessonTopic.objects.create(lesson_id=lesson, topic=topic)
    return topic.posts.get()
