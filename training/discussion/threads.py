"""Where a lesson is talked about, as one person sees it. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists

from forum.models import Board, Topic

from .models import CourseBoard, LessonTopic

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from training.pages import CoursePage

    Viewer = Member | AnonymousUser


@dataclass(frozen=True)
class Discussion:
    """The board of the course, and the lesson's topic once somebody began it."""

    board: Board
    topic: Topic | None = None


def board_of(viewer: Viewer, course: CoursePage) -> Board | None:
    """The board of `course`, for who may read it."""
    boards = CourseBoard.objects.filter(course=course.pk).values("board")
    return Board.objects.visible_to(viewer).filter(pk__in=boards).first()


def discussion_of(viewer: Viewer, course: CoursePage, lesson: int) -> Discussion | None:
    """Where the lesson with that key is talked about; None without a board, or for who may not read it.

    One query without a topic, two with one.
    """
    begun = LessonTopic.objects.filter(lesson=lesson)
    boards = CourseBoard.objects.filter(course=course.pk).values("board")
    board = Board.objects.visible_to(viewer).filter(pk__in=boards).annotate(is_begun=Exists(begun)).first()
    if board is None or not board.is_begun:
        return Discussion(board) if board else None
    topic = Topic.objects.visible_to(viewer).for_list(viewer).filter(pk__in=begun.values("topic")).first()
    return Discussion(board, topic) if topic else None  # hidden, or moved to where this viewer doesn't read
