"""Bringing the calendar's courses up to date with the floor above. Idempotent: when something changes, and daily."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.safety.races import again_after_race
from events.models import CourseEntry, CourseSeries
from events.registries import CourseFacts, courses
from events.services.calendars import raise_version

_SAID = ("name", "slug", "url", "is_open")


@again_after_race
@transaction.atomic
def enter_courses(*, keys: Collection[int] | None = None, at: datetime | None = None) -> int:
    """Write what the floors above say of these courses, or of all; return how many entries changed.

    The version of the public feeds rises when somebody may choose by one that changed. One that the floors above know
    no more is closed.
    """
    facts = {fact.key: fact for fact in courses.facts(keys)}
    stored = CourseEntry.objects.select_for_update().order_by("pk")
    known = {row.pk: row for row in (stored if keys is None else stored.filter(pk__in=keys))}
    held: dict[int, set[int]] = {pk: set() for pk in known}
    for course, series in CourseSeries.objects.filter(course__in=known).values_list("course", "series"):
        held[course].add(series)
    before = _public(known)
    changed = [pk for pk in sorted({*facts, *known}) if _enter(facts.get(pk), known.get(pk), held.get(pk, set()))]
    if before.union(_public(changed)).intersection(changed):
        raise_version(at=at or timezone.now())
    return len(changed)


def enter_courses_of(*, series: int) -> None:
    """The dates of an event went to another one, or came: its courses are entered again."""
    keys = list(CourseSeries.objects.filter(series=series).values_list("course", flat=True))
    if keys:
        enter_courses(keys=keys)


def _public(keys: Collection[int]) -> set[int]:
    return (
        set(CourseEntry.objects.in_public_feeds().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    )


def _enter(fact: CourseFacts | None, entry: CourseEntry | None, held: set[int]) -> bool:
    """Write what differs; whether something did."""
    if fact is None:
        fact = CourseFacts(entry.pk, entry.name, entry.slug, entry.url, is_open=False) if entry else None
    if fact is None:
        return False
    said = {name: getattr(fact, name) for name in _SAID}
    is_news = entry is None or any(getattr(entry, name) != value for name, value in said.items())
    if is_news:
        CourseEntry.objects.update_or_create(pk=fact.key, defaults=said)
    gone, come = held - fact.series, fact.series - held
    if gone:
        CourseSeries.objects.filter(course=fact.key, series__in=gone).delete()
    CourseSeries.objects.bulk_create(
        [CourseSeries(course_id=fact.key, series_id=pk) for pk in sorted(come)], ignore_conflicts=True
    )
    return bool(is_news or gone or come)
