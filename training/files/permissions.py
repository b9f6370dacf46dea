"""Who may have a file: whoever may read a lesson that names it, and who may edit one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from community.people.models import Member
from training.models import LessonFile
from training.pages import LessonPage
from training.permissions import can_edit

_LIVE = ("videolessonpage__file", "downloadlessonpage__file")


def can_fetch(user: Member | AnonymousUser, file: LessonFile) -> bool:
    """It belongs to a lesson that `user` may read, or to a draft that `user` may edit."""
    named = Q()
    for path in _LIVE:
        named |= Q(**{path: file})
    if LessonPage.objects.visible_to(user).filter(named).exists():
        return True
    if not user.is_authenticated:
        return False
    drafts = LessonPage.objects.filter(named | Q(latest_revision__content__file=file.pk))
    return any(can_edit(user, lesson) for lesson in drafts.specific()[:20])
