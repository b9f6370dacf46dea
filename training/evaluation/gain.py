"""What learners gained between a course's opening check and its closing check, from attempts that were handed in.

The first attempt at the opening check counts, and the last one at the closing check after it. Both may be one quiz that
is taken twice. The normalised gain is what was gained of what could be gained: (after - before) / (100 - before), for a
course of the means (Hake, 1998, American Journal of Physics 66, 64).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import TYPE_CHECKING

from community.pages.reporting.groups import whole_groups
from training.models import Attempt

if TYPE_CHECKING:
    from community.people.models import Member
    from training.pages import CoursePage


@dataclass(frozen=True)
class Try:
    """An attempt in short."""

    member: int
    lesson: int
    percent: int
    at: datetime


@dataclass(frozen=True)
class Gain:
    """Percent before and after, of one learner or on average of `count`."""

    before: float
    after: float
    count: int = 1

    @property
    def points(self) -> int:
        """Percentage points."""
        return round(self.after) - round(self.before)

    @property
    def normalised(self) -> float | None:
        """What was gained of what could be gained, at most 1; None where nothing could be."""
        return None if self.before >= 100 else round((self.after - self.before) / (100 - self.before), 2)

    @property
    def share(self) -> int | None:
        """The same in percent, where something was gained."""
        return round(100 * self.normalised) if self.normalised is not None and self.normalised > 0 else None


def has_checks(course: CoursePage) -> bool:
    """The course names both."""
    return bool(course.opening_check_id and course.closing_check_id)


def gain_of(member: Member, course: CoursePage) -> Gain | None:
    """The member's own; None before both checks are handed in. One query, none for a course without checks."""
    if not has_checks(course):
        return None
    found = _pairs(course, _tries(course, member))
    return Gain(*found[0]) if found else None


def gain_in(course: CoursePage) -> Gain | None:
    """The average of a course's learners, in whole groups; None for too few. One query."""
    counted = whole_groups(_pairs(course, _tries(course)))
    if not counted:
        return None
    return Gain(fmean(before for before, _ in counted), fmean(after for _, after in counted), len(counted))


def _tries(course: CoursePage, member: Member | None = None) -> list[Try]:
    rows = Attempt.objects.handed_in().filter(lesson__in=[course.opening_check_id, course.closing_check_id])
    if member is not None:
        rows = rows.of(member)
    found = rows.order_by("handed_in_at", "pk").values_list("member", "lesson", "percent", "handed_in_at")
    return [Try(who, lesson, percent, at) for who, lesson, percent, at in found if at]


def _pairs(course: CoursePage, tries: Iterable[Try]) -> list[tuple[int, int]]:
    """(before, after) of each who has both, in the order in which they first had both. `tries` are in order of time."""
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for one in tries:
        if one.lesson == course.opening_check_id and one.member not in before:
            before[one.member] = one.percent
        elif one.lesson == course.closing_check_id and one.member in before:
            after[one.member] = one.percent
    return [(before[member], percent) for member, percent in after.items()]
