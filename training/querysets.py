"""Which courses, lessons, enrolments and ledger rows a list may show."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import Left, Length
from wagtail.models import Page
from wagtail.query import PageQuerySet

from .enums import ConversionState, EnrolmentState
from .kinds import kinds
from .outline import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


OUTLINE = ("pk", "path", "title", "slug", "summary", "minutes", "kind")  # modules and lessons are read as one table


def _under(paths: Iterable[str]) -> Q:
    """Pages below any of the pages at `paths`."""
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path, depth__gt=len(path) // STEP)
    return below


class CourseQuerySet(PageQuerySet):
    """Courses."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Published courses: everybody may read them, visitors too."""
        return self.live()

    def for_catalogue(self) -> Self:
        """In the editors' order, with `learner_count` and without the bodies; joins page and enrolments."""
        learners = Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ACTIVE))
        return self.annotate(learner_count=learners).defer("body", "outcomes").order_by("path")

    def as_taken_by(self, member: Member) -> Self:
        """With the member's enrolment (`taken`, set where there is one), `finish_at` and `finish_lessons` of a finish.

        A course that was finished several times comes as often. Joins enrolments and finishes, leaves the bodies out.
        """
        rows = self.annotate(
            taken=FilteredRelation("enrolments", condition=Q(enrolments__member=member)),
            finish=FilteredRelation("finishes", condition=Q(finishes__member=member)),
        )
        rows = rows.annotate(finish_at=F("finish__at"), finish_lessons=F("finish__lessons"))
        return rows.select_related("taken").defer("body", "outcomes")


class ModuleQuerySet(PageQuerySet):
    """Modules."""

    def for_outline(self, courses: Iterable[str]) -> models.QuerySet[Any, dict[str, Any]]:
        """Rows of the published modules of the courses at those tree paths, in order, without a `kind`."""
        rows = self.live().filter(_under(courses)).order_by("path")
        return rows.annotate(minutes=Value(0), kind=Value("")).values(*OUTLINE)


class LessonQuerySet(PageQuerySet):
    """Lessons of every kind."""

    def readable(self) -> Self:
        """Published, below a published module and course, with something to read: no notebook that waits."""
        live = Page.objects.filter(live=True)
        length = Length(OuterRef("path"))
        return (
            self.live()
            .filter(Exists(live.filter(path=Left(OuterRef("path"), length - STEP))))
            .filter(Exists(live.filter(path=Left(OuterRef("path"), length - 2 * STEP))))
            .filter(reduce(or_, (kind.is_readable for kind in kinds)))
        )

    def with_kind(self) -> Self:
        """Readable lessons, with their `kind`."""
        return self.readable().annotate(
            kind=Case(*(When(entry.is_readable, then=Value(entry.kind)) for entry in kinds))
        )

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Lessons `viewer` may read: everybody reads what is published."""
        return self.readable()

    def under(self, *paths: str) -> Self:
        """Lessons below the pages at those tree paths."""
        return self.filter(_under(paths))

    def for_outline(self, courses: Iterable[str]) -> models.QuerySet[Any, dict[str, Any]]:
        """Rows of the readable lessons of the courses at those tree paths, in order, with their `kind`."""
        rows = self.with_kind().filter(_under(courses)).order_by("path")
        return rows.values(*OUTLINE)


class NotebookVersionQuerySet(models.QuerySet[Any]):
    """Uploaded notebooks."""

    def waiting(self) -> Self:
        """Not converted yet."""
        return self.filter(state=ConversionState.WAITING)

    def made_before(self, renderer: int) -> Self:
        """Ready, in the HTML of a renderer older than version `renderer`."""
        return self.filter(state=ConversionState.READY, renderer_version__lt=renderer)


class NotebookPublicationQuerySet(models.QuerySet[Any]):
    """What learners read."""

    def with_script_flag(self) -> Self:
        """With `has_script`: there is a Python script to download."""
        return self.annotate(has_script=ExpressionWrapper(~Q(version__script=""), output_field=models.BooleanField()))


class EnrolmentQuerySet(models.QuerySet[Any]):
    """Enrolments."""

    def of(self, member: Member) -> Self:
        """The member's own, left ones too."""
        return self.filter(member=member)

    def active(self) -> Self:
        """Not left, in a course that is published."""
        return self.filter(state=EnrolmentState.ACTIVE, course__live=True)

    def latest_first(self) -> Self:
        """The course worked on last comes first."""
        return self.order_by(F("active_at").desc(), "pk")


class CompletionQuerySet(models.QuerySet[Any]):
    """Rows of the ledger."""

    def of(self, member: Member) -> Self:
        """One person's rows."""
        return self.filter(member=member)

    def about(self, lessons: Iterable[int]) -> Self:
        """Rows about those lessons, by key."""
        return self.filter(lesson__in=list(lessons))

    def latest_first(self) -> Self:
        """The row that counts comes first."""
        return self.order_by("-at", "-pk")


class CourseFinishQuerySet(models.QuerySet[Any]):
    """Facts that courses were finished."""

    def of(self, member: Member) -> Self:
        """One person's."""
        return self.filter(member=member)

    def visible_to(self, member: Member) -> Self:
        """The member's own, of courses that are published."""
        return self.of(member).filter(course__live=True)

    def with_questions(self, member: Member, since: datetime) -> Self:
        """The member's own with something to answer: `asks_survey`, or `open_check` (set where there is one).

        A finish comes once for each open check.
        """
        unanswered = Q(use_checks__answered_at__isnull=True, use_checks__asked_at__gte=since)
        rows = self.visible_to(member).annotate(
            open_check=FilteredRelation("use_checks", condition=unanswered),
            asks_survey=ExpressionWrapper(
                Q(at__gte=since, evaluation__isnull=True), output_field=models.BooleanField()
            ),
        )
        return rows.filter(Q(asks_survey=True) | Q(open_check__isnull=False)).select_related("course", "open_check")

    def to_ask_about_use(self, days: int, at: datetime, *, within: timedelta) -> Self:
        """Finished `days` ago, or up to `within` earlier, and not asked yet; course and learner are still here."""
        last = at - timedelta(days=days)
        there = self.filter(at__lte=last, at__gt=last - within, course__live=True, member__is_active=True)
        asked = there.annotate(asked=FilteredRelation("use_checks", condition=Q(use_checks__days=days)))
        return asked.filter(asked__isnull=True).select_related("member", "course").order_by("at", "pk")
