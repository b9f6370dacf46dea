"""Which work a list may show: one's own, and that of the courses one may edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length
from wagtail.models import GroupPagePermission

from community.people.models import Member
from training.pages import CoursePage

from .enums import WorkState

if TYPE_CHECKING:
    from django.db.models import QuerySet

_MAY = "change_page"


def instructors_of(course: CoursePage) -> QuerySet[Member]:
    """Who hears of work handed in: those whose group may change the course. Superusers may, and are left in peace."""
    return Member.objects.filter(
        is_active=True,
        groups__page_permissions__permission__codename=_MAY,
        groups__page_permissions__page__in=course.get_ancestors(inclusive=True),
    ).distinct()


class WorkQuerySet(models.QuerySet[Any]):
    """Work of members."""

    def of(self, member: Member) -> Self:
        """The member's own."""
        return self.filter(member=member)

    def handed_in(self) -> Self:
        """Handed in once at least: what is not is its member's alone."""
        return self.exclude(state=WorkState.DRAFT)

    def visible_to(self, member: Member) -> Self:
        """One's own, and what was handed in where one may change the course. No query of its own."""
        if member.is_superuser:
            return self.filter(Q(member=member) | ~Q(state=WorkState.DRAFT))
        rights = GroupPagePermission.objects.filter(
            group__user=member,
            permission__codename=_MAY,
            page__path=Left(OuterRef("lesson__path"), Length("page__path")),
            page__depth__lte=OuterRef("lesson__depth") - 2,  # of the course, or above it
        )
        return self.filter(Q(member=member) | (Exists(rights) & ~Q(state=WorkState.DRAFT)))

    def in_course(self, course: CoursePage) -> Self:
        """Handed in anywhere in the course."""
        return self.handed_in().filter(lesson__path__startswith=course.path)

    def for_queue(self) -> Self:
        """With member, department and lesson; who waits longest comes first."""
        return self.select_related("member__department", "lesson").order_by("waiting_since", "pk")
