"""Who finished which course, for thousands at once: the finishes that `progress.standing_finish` lets stand.

Rows decide, and SQL counts them. Only where a mark was taken back, or a course was finished twice, the pure function is
asked; few people ever do either (docs/adr/0027).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from training.enums import Effect, EnrolmentState
from training.models import Completion, CourseFinish, Enrolment
from training.progress import Entry, standing_finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from community.people.models import Department
    from training.pages import CoursePage


@dataclass(frozen=True)
class Scope:
    """Whose learning a report is about: active members of one department, or of all; in one course, or in all."""

    department: Department | None = None
    course: CoursePage | None = None

    def people(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows about its members."""
        rows = rows.filter(member__is_active=True)
        return rows.filter(member__department=self.department) if self.department else rows

    def people_of(self, members: QuerySet[Any]) -> QuerySet[Any]:
        """Its members themselves."""
        active = members.filter(is_active=True)
        return active.filter(department=self.department) if self.department else active

    def of(self, rows: QuerySet[Any], course: str = "course") -> QuerySet[Any]:
        """The rows about its members in its courses; `course` is the way from a row to the course."""
        rows = self.people(rows).filter(**{f"{course}__live": True})
        return rows.filter(**{course: self.course}) if self.course else rows


@dataclass(frozen=True)
class Finishes:
    """The finishes that count in a scope: one for each member and course, and none that doesn't stand."""

    rows: QuerySet[CourseFinish]
    others: frozenset[int]

    @classmethod
    def within(cls, scope: Scope) -> Self:
        """Ask which ones count: two queries, three where somebody took a mark back."""
        rows = scope.of(CourseFinish.objects.all())
        others = frozenset(_others(scope, rows))
        return cls(_without(rows, others), others)

    def of_row(self, course: str = "course") -> Exists:
        """Whether the member of a row finished its course, for a filter."""
        same = CourseFinish.objects.filter(member=OuterRef("member"), course=OuterRef(course))
        return Exists(_without(same, self.others))

    def enrolments(self, scope: Scope) -> QuerySet[Enrolment]:
        """Who takes a course now, or finished it."""
        return scope.of(Enrolment.objects.all()).filter(Q(state=EnrolmentState.ACTIVE) | Q(self.of_row()))


def _without(rows: QuerySet[CourseFinish], others: frozenset[int]) -> QuerySet[CourseFinish]:
    return rows.exclude(pk__in=others) if others else rows


def _others(scope: Scope, finishes: QuerySet[CourseFinish]) -> Iterator[int]:
    """Keys of finishes that don't stand, or that another one of the same member and course comes before."""
    undone = _marks_taken_back(scope)
    members = set(undone).union(finishes.filter(number__gt=1).values_list("member", flat=True))
    if not members:
        return
    rows = finishes.filter(member__in=members).order_by("member_id", "course_id", "number")
    for (member, _course), found in groupby(rows, key=lambda row: (row.member_id, row.course_id)):
        yield from _not_standing(list(found), undone.get(member, ()))


def _not_standing(rows: list[CourseFinish], undone: Iterable[Entry]) -> Iterator[int]:
    standing = standing_finish(undone, [row.finish for row in rows])
    kept = next((row.pk for row in rows if row.finish == standing), None)
    yield from (row.pk for row in rows if row.pk != kept)


def _marks_taken_back(scope: Scope) -> dict[int, list[Entry]]:
    """Of each member the rows of the ledger that are the latest of their lesson and say that it isn't done."""
    same = Completion.objects.filter(member=OuterRef("member"), lesson=OuterRef("lesson"))
    later = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    rows = scope.people(Completion.objects.filter(effect=Effect.UNDONE)).filter(~Exists(later))
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for member, lesson, at, number in rows.values_list("member", "lesson", "at", "pk"):
        found[member].append(Entry(lesson, Effect.UNDONE, at, number))
    return found
