"""Which questions, attempts and answers a list may show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from training.pages import CoursePage

from .drawing import Candidate
from .enums import AttemptState

if TYPE_CHECKING:
    from community.people.models import Member

GRACE = timedelta(seconds=20)  # between the last moment on the clock and the last moment a form is taken


class QuestionQuerySet(models.QuerySet[Any]):
    """Questions of the banks."""

    def in_course_at(self, path: str) -> Self:
        """The bank of the course at that tree path."""
        return self.filter(course__path=path)

    def in_use(self) -> Self:
        """Asked in new attempts."""
        return self.filter(is_in_use=True, current__isnull=False)

    def for_bank(self) -> Self:
        """With the version asked today; by topic and key."""
        return self.select_related("current").order_by("current__topic", "key")

    def candidates(self) -> list[Candidate]:
        """What drawing chooses from."""
        rows = self.in_use().values_list("key", "current", "current__topic", "current__kind", "current__content")
        return [Candidate(*row) for row in rows]

    def count_by_topic(self) -> models.QuerySet[Any, Any]:
        """(topic, how many), by topic."""
        topics = self.order_by("current__topic").values("current__topic")
        return topics.annotate(count=Count("pk")).values_list("current__topic", "count")

    def course_slug(self, path: str) -> str:
        """The slug of the course at that tree path."""
        return CoursePage.objects.filter(path=path).values_list("slug", flat=True).first() or ""


class AttemptQuerySet(models.QuerySet[Any]):
    """Attempts."""

    def of(self, member: Member) -> Self:
        """The member's own: nobody else's is ever shown."""
        return self.filter(member=member)

    def at(self, lesson: int) -> Self:
        """Of one quiz, the latest first."""
        return self.filter(lesson=lesson).order_by("-number")

    def going_on(self) -> Self:
        """Not handed in."""
        return self.filter(state=AttemptState.OPEN)

    def taking_answers(self, *, at: datetime | None = None) -> Self:
        """Going on, and the time is not over."""
        return self.going_on().filter(Q(deadline__isnull=True) | Q(deadline__gte=(at or timezone.now()) - GRACE))

    def overdue(self, *, at: datetime | None = None) -> Self:
        """Going on although the time is over."""
        return self.going_on().filter(deadline__lt=(at or timezone.now()) - GRACE)

    def handed_in(self) -> Self:
        """Marked."""
        return self.filter(state=AttemptState.DONE)


class AskedQuerySet(models.QuerySet[Any]):
    """Questions as they were asked."""

    def for_taking(self) -> Self:
        """With the version and the question, in order."""
        return self.select_related("version__question").order_by("place")

    def with_changed_flag(self) -> Self:
        """With `is_changed`: the bank has a newer version by now."""
        changed = ~Q(version__question__current=F("version"))
        return self.annotate(is_changed=models.ExpressionWrapper(changed, output_field=models.BooleanField()))
