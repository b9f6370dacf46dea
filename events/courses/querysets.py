"""Which courses the calendar names, and which events belong to one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q


class CourseEntryQuerySet(models.QuerySet[Any]):
    """Courses as the calendar knows them."""

    def open(self) -> Self:
        """Those that people may read."""
        return self.filter(is_open=True)

    def of(self, series: int) -> Self:
        """The open ones that an event belongs to: its organizers say so, or a date of it is a session."""
        said, held = self._links()
        named = Q(pk__in=said.filter(series=series).values("courseentry"))
        return self.open().filter(named | Q(pk__in=held.filter(series=series).values("course"))).order_by("name")

    def by_series(self, series: Collection[int]) -> list[tuple[int, str]]:
        """The key of an event and the name of a course it belongs to, by name. One query."""
        said, held = self._links()
        columns = ("series_id", "courseentry__name"), ("series_id", "course__name")
        rows = (
            said.filter(series__in=series, courseentry__is_open=True)
            .values_list(*columns[0])
            .union(held.filter(series__in=series, course__is_open=True).values_list(*columns[1]))
        )
        return sorted(rows, key=lambda row: (row[0], row[1].casefold()))

    def series_in(self, slug: str, path: str) -> Q:
        """Events of an open course, for rows that lead to their series by `path`. No row comes twice."""
        said, held = self._links()
        name = f"{path}pk__in" if path else "pk__in"
        return Q(**{name: said.filter(courseentry__slug=slug, courseentry__is_open=True).values("series")}) | Q(
            **{name: held.filter(course__slug=slug, course__is_open=True).values("series")}
        )

    def in_public_feeds(self) -> Self:
        """Those by which somebody may choose among public events."""
        said, held = self._links()
        public = Q(series__live=True, series__visibility="everybody")
        return self.filter(
            Exists(said.filter(public, courseentry=OuterRef("pk"))) | Exists(held.filter(public, course=OuterRef("pk")))
        )

    def _links(self) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
        """What organizers say, and what sessions of courses make."""
        said: Any = self.model._meta.get_field("series").field.remote_field.through
        held: Any = self.model._meta.get_field("held").related_model
        return said._default_manager.all(), held._default_manager.all()
