"""Who may look after a bank, its figures and extra time: those who may edit the course in the Wagtail admin."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member
from training.pages import CoursePage


def can_look_after(user: Member | AnonymousUser, course: CoursePage) -> bool:
    """The same people who may edit the course page."""
    if not user.is_authenticated:
        return False
    tester = course.permissions_for_user(user)
    # Who has no permission at all is not asked about workflows: learners are most readers of these pages.
    return user.is_superuser or bool(tester.permissions and tester.can_edit())
