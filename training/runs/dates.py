"""What the calendar must know of courses: their words, and which events hold their sessions. Reads; changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from events.registries import CourseFacts
from training.addresses import course_url
from training.pages import CoursePage

from .models import RunSession


def course_facts(keys: Collection[int] | None = None) -> list[CourseFacts]:
    """These courses, or all. Two queries."""
    sessions, courses = RunSession.objects.order_by(), CoursePage.objects.all()
    if keys is not None:
        sessions, courses = sessions.filter(run__course__in=keys), courses.filter(pk__in=keys)
    held: dict[int, set[int]] = defaultdict(set)
    for course, series in sessions.values_list("run__course", "occurrence__series").distinct():
        held[course].add(series)
    rows = courses.order_by("pk").values_list("pk", "title", "slug", "live")
    return [
        CourseFacts(pk, title, slug, course_url(slug), is_open=live, series=frozenset(held[pk]))
        for pk, title, slug, live in rows
    ]
