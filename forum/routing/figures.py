"""How questions fare: counted in the database, of the boards that the viewer reads, each time somebody looks.

A question is answered when somebody else than the asker wrote in it first (FirstAnswer). The share within ANSWERED_IN
is of the questions that are older than that; those without an answer count as not answered. The median is of the
questions that have an answer. Open is what the list of unanswered questions holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format

from community.pages.reporting.spans import long_as
from community.people.zones import DEFAULT_ZONE
from forum.models import Topic

from .median import Median

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from forum.models import Board
    from forum.querysets import TopicQuerySet

    Viewer = Member | AnonymousUser

ANSWERED_IN = timedelta(days=5)  # 5 times 24 hours
PERIODS = (90, 365)  # days
MONTHS = 12
ZONE = ZoneInfo(DEFAULT_ZONE)
COLUMNS = ("set", "name", "asked", "answered", "open", "older_than_5_days", "answered_in_5_days", "median_seconds")


@dataclass(frozen=True)
class Fare:
    """The figures of one set of questions, called `name`."""

    name: str
    asked: int
    answered: int
    still_open: int
    ripe: int
    in_time: int
    median: float | None

    @property
    def percent(self) -> int | None:
        """The share answered in time, in percent; None where no question is old enough."""
        return round(100 * self.in_time / self.ripe) if self.ripe else None

    @property
    def median_in_words(self) -> str:
        """How long the first answer took, as people say it."""
        return "" if self.median is None else long_as(self.median)

    def cells(self, of: str) -> list[object]:
        """A row of the file; `of` names the set."""
        median: object = "" if self.median is None else self.median
        return [of, self.name, self.asked, self.answered, self.still_open, self.ripe, self.in_time, median]


@dataclass(frozen=True)
class Figures:
    """One look at the questions of a period."""

    days: int
    whole: Fare
    boards: list[Fare]
    months: list[Fare]

    def rows(self) -> Iterator[list[object]]:
        """All of them as the file has them."""
        yield self.whole.cells("all")
        yield from (fare.cells("board") for fare in self.boards)
        yield from (fare.cells("month") for fare in self.months)


def figures(viewer: Viewer, *, days: int = PERIODS[0], at: datetime | None = None) -> Figures:
    """The figures of the questions that `viewer` may read: three queries, whatever there is."""
    now = at or timezone.now()
    visible = Topic.objects.visible_to(viewer).questions().order_by()
    asked = _asked(visible, now - timedelta(days=days), now)
    boards = asked.values("forum", "forum__name").annotate(**_counted(now)).order_by("forum__name", "forum")
    monthly = _asked(visible, _months_ago(now), now).annotate(month=TruncMonth("created", tzinfo=ZONE))
    months = monthly.values("month").annotate(**_counted(now)).order_by("-month")
    return Figures(
        days,
        _fare("", asked.aggregate(**_counted(now))),
        [_fare(row["forum__name"], row) for row in boards],
        [_fare(date_format(row["month"], "YEAR_MONTH_FORMAT"), row) for row in months],
    )


def figures_of_board(board: Board, *, days: int = PERIODS[0], at: datetime | None = None) -> Fare:
    """The figures of one board that the caller lets be seen: one query."""
    now = at or timezone.now()
    questions = board.topics.approved().questions().order_by()
    return _fare(board.name, _asked(questions, now - timedelta(days=days), now).aggregate(**_counted(now)))


def fares_of_groups(groups: Sequence[int], begin: datetime, end: datetime, *, at: datetime) -> dict[int, Fare]:
    """How the questions fare, as of `at`, that were asked in the boards of each work group from `begin` to `end`.

    One query, for who may know of the group. A group without a question is not there.
    """
    questions = Topic.objects.approved().questions().order_by().filter(forum__work_group__in=groups)
    rows = questions.filter(created__gte=begin, created__lt=end).values("forum__work_group").annotate(**_counted(at))
    return {row["forum__work_group"]: _fare("", row) for row in rows}


def _asked(questions: TopicQuerySet, since: datetime, now: datetime) -> TopicQuerySet:
    return questions.filter(created__gt=since, created__lte=now)


def _months_ago(now: datetime) -> datetime:
    """When the first of the last MONTHS months began, one microsecond before."""
    local = now.astimezone(ZONE)
    number = local.year * 12 + local.month - MONTHS
    first = datetime((number) // 12, number % 12 + 1, 1, tzinfo=ZONE)
    return first - timedelta(microseconds=1)


def _counted(now: datetime) -> dict[str, Any]:
    ripe = Q(created__lte=now - ANSWERED_IN)
    in_time = Q(first_answer__seconds__lte=int(ANSWERED_IN.total_seconds()))
    return {
        "asked": Count("pk"),
        "answered": Count("first_answer"),
        "still_open": Count("pk", filter=Q(first_answer=None, accepted_answer=None)),
        "ripe": Count("pk", filter=ripe),
        "in_time": Count("pk", filter=ripe & in_time),
        "median": Median("first_answer__seconds"),
    }


def _fare(name: str, row: dict[str, Any]) -> Fare:
    return Fare(name, *(row[key] for key in ("asked", "answered", "still_open", "ripe", "in_time", "median")))
