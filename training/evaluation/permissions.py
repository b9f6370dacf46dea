"""Who sees the figures of a course, and who may take an outcome off its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.permissions import can_edit_fast

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from training.models import UseCheck
    from training.pages import CoursePage


def can_see_figures(user: Member | AnonymousUser, course: CoursePage) -> bool:
    """Those who may edit the course; never a single answer with who gave it."""
    return can_edit_fast(user, course)


def can_take_down(user: Member, check: UseCheck) -> bool:
    """Its writer, and those who may edit the course, for words that must not stay. Needs finish and course."""
    return check.finish.member_id == user.pk or can_edit_fast(user, check.finish.course)
