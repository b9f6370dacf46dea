"""Who may look after a bank, its figures and extra time: those who may edit the course in the Wagtail admin."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member
from training.pages import CoursePage
from training.permissions import can_edit_fast


def can_look_after(user: Member | AnonymousUser, course: CoursePage) -> bool:
    """The same people who may edit the course page."""
    return can_edit_fast(user, course)
