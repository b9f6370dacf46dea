"""Which versions of lessons a page asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from training.enums import Change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class LessonVersionQuerySet(models.QuerySet[Any]):
    """Versions of lessons."""

    def about(self, lessons: Iterable[int]) -> Self:
        """Those of these lessons, by key."""
        return self.filter(lesson__in=list(lessons))

    def in_force(self, at: datetime | None = None) -> Self:
        """Published until `at`; a first version counts as if it had been there always."""
        return self if at is None else self.filter(Q(change=Change.FIRST) | Q(at__lte=at))

    def newest_first(self) -> Self:
        """The order of a list of news."""
        return self.order_by("-number")

    def newest_number(self) -> Coalesce:
        """For a query of lessons: the newest number of each, 0 without any."""
        rows = self.filter(lesson=OuterRef("pk")).order_by("-number")
        return Coalesce(Subquery(rows.values("number")[:1]), 0)

    def newest_major(self) -> Coalesce:
        """The same of major versions."""
        return self.filter(change=Change.MAJOR).newest_number()

    def numbers(self) -> dict[int, tuple[int, int]]:
        """Of each lesson the newest version and the newest major one (0: none), in one query."""
        newest = Max("number")
        major = Max("number", filter=Q(change=Change.MAJOR), default=0)
        rows = self.order_by().values("lesson").annotate(newest=newest, major=major)
        return {row["lesson"]: (row["newest"], row["major"]) for row in rows}
