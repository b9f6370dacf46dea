"""Who may do what in training. Reading is for everybody; enrolling and marking for every member."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from community.people.models import Member

from .models import NotebookVersion
from .pages import LessonPage, NotebookLessonPage, TrainingPage


def can_edit(user: Member | AnonymousUser, lesson: LessonPage) -> bool:
    """Those who may edit the page in the admin see it before learners do."""
    return user.is_authenticated and bool(lesson.permissions_for_user(user).can_edit())


def can_edit_fast(user: Member | AnonymousUser, page: TrainingPage) -> bool:
    """The same, without asking about workflows when somebody has no permission at all: most readers are learners."""
    if not user.is_authenticated:
        return False
    tester = page.permissions_for_user(user)
    return user.is_superuser or bool(tester.permissions and tester.can_edit())


def can_publish(user: Member | AnonymousUser, lesson: LessonPage) -> bool:
    """Those who may make a draft what learners read."""
    return user.is_authenticated and bool(lesson.permissions_for_user(user).can_publish())


def can_follow(user: Member | AnonymousUser, version: NotebookVersion) -> bool:
    """Those who uploaded a notebook, or may edit a lesson that names it, live or in its latest draft."""
    if not user.is_authenticated:
        return False
    if version.uploaded_by_id == user.pk:
        return True
    names_it = Q(notebook=version) | Q(latest_revision__content__notebook=version.pk)
    return any(can_edit(user, lesson) for lesson in NotebookLessonPage.objects.filter(names_it)[:20])
