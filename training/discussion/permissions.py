"""Who may give a course a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.quizzes.permissions import can_look_after

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from training.pages import CoursePage


def can_open_board(user: Member | AnonymousUser, course: CoursePage) -> bool:
    """Those who may edit the course: what they find there, learners read."""
    return can_look_after(user, course)
