"""Which answers count, and which outcomes are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef

if TYPE_CHECKING:
    from community.people.models import Department, Member
    from training.pages import CoursePage


class AnswerQuerySet(models.QuerySet[Any]):
    """Answers about a finish: surveys, and what is built on them."""

    same: tuple[str, ...] = ()

    def of(self, member: Member) -> Self:
        """The member's own: nobody else's is ever shown with who gave it."""
        return self.filter(finish__member=member)

    def counting(self, course: CoursePage) -> Self:
        """What was answered about `course`, one row for each person (the latest finish), in the order it came."""
        later = self.model._default_manager.filter(
            answered_at__isnull=False,
            finish__course=OuterRef("finish__course"),
            finish__member=OuterRef("finish__member"),
            finish__number__gt=OuterRef("finish__number"),
            **{name: OuterRef(name) for name in self.same},
        )
        answered = self.filter(finish__course=course, answered_at__isnull=False)
        return answered.filter(~Exists(later)).order_by("answered_at", "pk")


class UseCheckQuerySet(AnswerQuerySet):
    """Questions whether a course was used, and the outcomes among their answers."""

    same = ("days",)

    def visible_to(self, member: Member) -> Self:
        """The member's own, of courses that are published."""
        return self.of(member).filter(finish__course__live=True)

    def open(self) -> Self:
        """Not answered."""
        return self.filter(answered_at__isnull=True)

    def outcomes(self) -> Self:
        """What writers who are still here chose to show, of published courses. Everybody may read it."""
        return self.filter(shared_at__isnull=False, finish__member__is_active=True, finish__course__live=True)

    def of_course(self, course: CoursePage) -> Self:
        """About that course."""
        return self.filter(finish__course=course)

    def of_department(self, department: Department) -> Self:
        """Written by people of that department, as they were then."""
        return self.filter(department=department)

    def for_list(self) -> Self:
        """With course, writer and department; the newest comes first."""
        related = ("finish__course", "finish__member", "department")
        return self.select_related(*related).order_by(F("shared_at").desc(), "-pk")
