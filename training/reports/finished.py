"""Who finished which course, for thousands at once: the finishes that `progress.standing_finish` lets stand.

Rows decide, and SQL counts them. Only where a mark was taken back, or a course was finished twice, the pure function is
asked; few people ever do either (docs/adr/0027).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from training.enums import Effect, EnrolmentState
from training.models import Completion, CourseFinish, Enrolment
from training.pages import CoursePage
from training.progress import Entry, Finish, standing_finish

from . import among  # noqa: F401 - brings the lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from community.people.models import Department


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
        return self.people(rows).filter(**{f"{course}__in": self._courses})

    @cached_property
    def _courses(self) -> list[int]:
        """The published ones, asked once: a few keys cost less than two joins for each row."""
        there = CoursePage.objects.live()
        return list((there.filter(pk=self.course.pk) if self.course else there).values_list("pk", flat=True))


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
    return rows.exclude(pk__among=others) if others else rows


def _others(scope: Scope, finishes: QuerySet[CourseFinish]) -> Iterator[int]:
    """Keys of finishes that don't stand, or that another one of the same member and course comes before."""
    undone = _marks_taken_back(scope)
    members = set(undone).union(finishes.filter(number__gt=1).values_list("member", flat=True))
    if not members:
        return
    rows = finishes.filter(member__in=members).order_by("member_id", "course_id", "number")
    keys = rows.values_list("member", "course", "pk", "lessons", "at")
    for (member, _course), found in groupby(keys, key=itemgetter(0, 1)):
        by_key = {key: Finish(frozenset(lessons), at) for *_who, key, lessons, at in found}
        yield from _not_standing(by_key, undone.get(member, ()))


def _not_standing(finishes: dict[int, Finish], undone: Iterable[Entry]) -> Iterator[int]:
    standing = standing_finish(undone, list(finishes.values()))
    kept = next((key for key, finish in finishes.items() if finish == standing), None)
    yield from (key for key in finishes if key != kept)


def _marks_taken_back(scope: Scope) -> dict[int, list[Entry]]:
    """Of each member the rows of the ledger that are the latest of their lesson and say that it isn't done."""
    same = Completion.objects.filter(member=OuterRef("member"), lesson=OuterRef("lesson"))
    later = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    rows = scope.people(Completion.objects.filter(effect=Effect.UNDONE)).filter(~Exists(later))
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for member, lesson, at, number in rows.values_list("member", "lesson", "at", "pk"):
        found[member].append(Entry(lesson, Effect.UNDONE, at, number))
    return found
