"""Which runs, sessions and places a list may show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from events.enums import Status
from training.certificates.times import day_of

from .enums import CURRENT, PlaceState, RunState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.models import Occurrence

    from .models import Run


def _day(at: datetime | None) -> date:
    """The hub's day at that moment."""
    return day_of(at or timezone.now())


def _going_on(at: datetime | None) -> Q:
    return Q(ends_on__gte=_day(at)) & ~Q(state=RunState.CANCELLED)


class RunQuerySet(models.QuerySet[Any]):
    """Runs."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Runs of published courses: everybody may see them, as they see the course."""
        return self.filter(course__live=True)

    def going_on(self, at: datetime | None = None) -> Self:
        """Neither cancelled nor over, the next one first."""
        return self.filter(_going_on(at)).order_by("starts_on", "pk")

    def for_course_page(self, viewer: Member | AnonymousUser, at: datetime | None = None) -> Self:
        """Those that go on and those that `viewer` teaches, the next one first.

        With `is_going_on`, `is_taught`, and the viewer's row (`mine`, set where it is current).
        """
        teaching = self.model.instructors.through._default_manager.filter(run=OuterRef("pk"), member=viewer.pk)
        mine = Q(enrolments__member=viewer.pk, enrolments__state__in=CURRENT)
        rows = self.annotate(
            is_going_on=ExpressionWrapper(_going_on(at), output_field=models.BooleanField()),
            is_taught=Exists(teaching),
            mine=FilteredRelation("enrolments", condition=mine),
        )
        return rows.filter(Q(is_going_on=True) | Q(is_taught=True)).select_related("mine").order_by("starts_on", "pk")

    def past(self, at: datetime | None = None) -> Self:
        """Cancelled or over, the latest first."""
        gone = Q(state=RunState.CANCELLED) | Q(ends_on__lt=_day(at))
        return self.filter(gone).order_by("-starts_on", "-pk")

    def next_by_course(self, course_ids: Iterable[int], at: datetime | None = None) -> dict[int, Run]:
        """Of each course the run that begins next and can still be joined, now or later. One query.

        A run that has begun is no next one; a closed, cancelled or full one neither has a date to offer.
        """
        wanted = self.filter(course__in=list(course_ids), state__in=(RunState.PLANNED, RunState.OPEN))
        in_time = Q(starts_on__gte=_day(at)) & (Q(closes_on=None) | Q(closes_on__gte=_day(at)))
        coming = wanted.with_room().filter(in_time)
        found: dict[int, Run] = {}
        for run in coming.order_by("starts_on", "pk"):
            found.setdefault(run.course_id, run)
        return found

    def with_room(self) -> Self:
        """Runs with a free seat. No join here, so that an UPDATE asks again after it waited for the row."""
        return self.filter(Q(seats=0) | Q(taken_count__lt=F("seats")))

    def for_list(self) -> Self:
        """With the course, without its long texts."""
        return self.select_related("course").defer("course__body", "course__outcomes")


class RunSessionQuerySet(models.QuerySet[Any]):
    """Sessions."""

    def for_list(self) -> Self:
        """In order of time, with date and lesson; dates that their series dropped are left out."""
        rows = self.select_related("occurrence__series", "lesson").defer("occurrence__series__body")
        return rows.exclude(occurrence__status=Status.DROPPED).order_by("occurrence__start_at", "pk")

    def to_come(self, at: datetime) -> Self:
        """Sessions that take place and are not over."""
        return self.filter(occurrence__status=Status.SCHEDULED, occurrence__end_at__gt=at)

    def in_force(self, member: Member, lesson: int, at: datetime | None = None) -> Self:
        """Sessions that decide when `member` has done `lesson`: of a run that goes on, in which they have a place."""
        held = Q(run__enrolments__member=member, run__enrolments__state=PlaceState.IN)
        going_on = Q(run__ends_on__gte=_day(at)) & ~Q(run__state=RunState.CANCELLED)
        return self.filter(held, going_on, lesson=lesson, occurrence__status=Status.SCHEDULED).for_list()

    def holding(self, occurrence: Occurrence, viewer: Member | AnonymousUser) -> Self:
        """Sessions held at that date, with run and course, and `has_place`: the viewer has one in the run."""
        rows = self.filter(occurrence=occurrence, run__course__live=True).select_related("run__course")
        mine = Q(run__enrolments__member=viewer.pk, run__enrolments__state=PlaceState.IN)
        same = self.model._default_manager.filter(mine, pk=OuterRef("pk"))
        return rows.annotate(has_place=Exists(same)).order_by("pk")


class RunEnrolmentQuerySet(models.QuerySet[Any]):
    """Who takes a run, or asked to."""

    def of(self, member: Member) -> Self:
        """The member's own."""
        return self.filter(member=member)

    def current(self) -> Self:
        """Neither left nor declined."""
        return self.filter(state__in=CURRENT)

    def holding(self) -> Self:
        """Those who have a place."""
        return self.filter(state=PlaceState.IN)

    def waiting(self) -> Self:
        """The waiting list, the next one first."""
        return self.filter(state=PlaceState.WAITING).order_by("number")

    def requested(self) -> Self:
        """Requests that nobody answered, the oldest first."""
        return self.filter(state=PlaceState.REQUESTED).order_by("number")

    def for_list(self) -> Self:
        """With member and department."""
        return self.select_related("member__department")

    def by_name(self) -> Self:
        """By the member's name."""
        return self.order_by("member__display_name", "pk")
