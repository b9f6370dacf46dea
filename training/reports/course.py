"""A course as its instructors see it: who takes it, how far they are, and where they wait. Reads; changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Column, Row, Table, Word
from training.certificates.times import day_of
from training.enums import EnrolmentState, Kind
from training.models import Certificate, Enrolment
from training.progress import NO_MAJORS, Progress, lessons_done, next_lesson
from training.standing import Ledger, read_ledger
from training.study import study_course

from .charts import Bar, Chart
from .enums import ENDING_DAYS, QUIET_DAYS, Period, Show

if TYPE_CHECKING:
    from training.outline import LessonLink, Outline
    from training.pages import CoursePage
    from training.runs.models import Run

    from .permissions import Access


@dataclass(frozen=True)
class Learner:
    """Where one person stands. `next` is the lesson they go on with; None when they have finished, or left."""

    enrolment: Enrolment
    progress: Progress
    done: frozenset[int]
    next: int | None
    quiet_days: int

    @property
    def is_finished(self) -> bool:
        """All lessons are done, or were once."""
        return self.progress.is_finished

    @property
    def is_going(self) -> bool:
        """They take the course and have not finished it."""
        return self.enrolment.is_active and not self.is_finished

    @property
    def is_quiet(self) -> bool:
        """They are on the way and did nothing for QUIET_DAYS."""
        return self.is_going and self.quiet_days >= QUIET_DAYS

    @property
    def state(self) -> Word:
        """In one word, the same in files."""
        if self.is_finished:
            return Word(gettext_noop("finished"))
        return Word(gettext_noop("quiet")) if self.is_quiet else Word(gettext_noop("on the way"))


@dataclass(frozen=True)
class LessonFigures:
    """How many did a lesson, how many have come as far as it, and how many wait there."""

    lesson: LessonLink
    reached: int
    done: int
    here: int
    quiet: int


@dataclass(frozen=True)
class CourseReport:
    """The figures of a course over `learners`: who takes it, or finished it."""

    course: CoursePage
    outline: Outline
    learners: Sequence[Learner]
    ending: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """The figures at the top of the page."""
        return {
            "enrolled": len(self.learners),
            "going": sum(row.is_going for row in self.learners),
            "quiet": sum(row.is_quiet for row in self.learners),
            "finished": sum(row.is_finished for row in self.learners),
        }

    @cached_property
    def lessons(self) -> list[LessonFigures]:
        """Lesson by lesson, in order."""
        done = Counter(lesson for row in self.learners for lesson in row.done)
        here = Counter(row.next for row in self.learners if row.is_going)
        quiet = Counter(row.next for row in self.learners if row.is_quiet)
        return [
            LessonFigures(link, done[link.pk] + here[link.pk], done[link.pk], here[link.pk], quiet[link.pk])
            for link in self.outline.lessons
        ]

    def shown(self, show: Show, lesson: int | None = None) -> list[Learner]:
        """The learners of a list; with `lesson` those who go on there."""
        here = [row for row in self.learners if lesson is None or row.next == lesson]
        return here if show == Show.ALL else [row for row in here if getattr(row, f"is_{show.value}")]


def report_on(
    access: Access, *, run: Run | None = None, period: Period = Period.ALL, at: datetime | None = None
) -> CourseReport:
    """The report that `access` allows; of a run, or of who enrolled in a period. Eight queries at most."""
    at, course = at or timezone.now(), access.course
    rows = Enrolment.objects.filter(course=course, member__is_active=True)
    places = access.places(run)
    if places is not None:
        rows = rows.filter(member__in=places.values("member"))
    if since := period.since(at):
        rows = rows.filter(enrolled_at__gte=since)
    enrolments = list(rows.select_related("member__department").order_by("member__display_name", "pk"))
    study = study_course(AnonymousUser(), course)
    outline = study.outline
    members = [row.member_id for row in enrolments]
    ledger = read_ledger([course], {lesson: study.majors.get(lesson, 0) for lesson in outline.keys}, members)
    learners = [_learner(row, outline, ledger, at) for row in enrolments]
    shown = [row for row in learners if row.enrolment.state == EnrolmentState.ACTIVE or row.is_finished]
    today = day_of(at)
    ending = Certificate.objects.ending(today, today + timedelta(days=max(ENDING_DAYS)))
    return CourseReport(course, outline, shown, ending.filter(course=course, member__in=members).count())


def _learner(enrolment: Enrolment, outline: Outline, ledger: Ledger, at: datetime) -> Learner:
    member, course = enrolment.member_id, enrolment.course_id
    progress = ledger.progress(member, course, outline.keys)
    entries = ledger.entries_of(member, course, outline.keys)
    done = lessons_done(entries, NO_MAJORS if progress.was_finished else ledger.majors)
    is_going = enrolment.is_active and not progress.is_finished
    following = next_lesson(entries, outline.keys, ledger.majors) if is_going else None
    quiet = (day_of(at) - day_of(enrolment.active_at)).days
    return Learner(enrolment, progress, frozenset(set(done) & set(outline.keys)), following, quiet)


LESSON_COLUMNS = (
    Column("lesson", _("Lesson")),
    Column("reached", _("Came here"), is_number=True),
    Column("done", _("Done"), is_number=True),
    Column("here", _("Here now"), is_number=True),
    Column("quiet", _("Quiet"), is_number=True),
)
LEARNER_COLUMNS = (
    Column("name", _("Name")),
    Column("department", _("Department")),
    Column("state", _("State")),
    Column("percent", _("Percent"), is_number=True),
    Column("next_lesson", _("Goes on with")),
    Column("enrolled_on", _("Enrolled")),
    Column("last_active_on", _("Last step")),
    Column("days_since", _("Days since"), is_number=True),
)


def lesson_table(report: CourseReport, query: str = "") -> Table:
    """Lesson by lesson. Counts lead to the learners; `query` is the rest of their address, "run=1&" or ""."""
    return Table(LESSON_COLUMNS, [_lesson_row(row, query) for row in report.lessons])


def _lesson_row(row: LessonFigures, query: str) -> Row:
    links = {"lesson": row.lesson.url}
    for key, show in (("here", Show.GOING), ("quiet", Show.QUIET)):
        if getattr(row, key):
            links[key] = f"?{query}show={show}&lesson={row.lesson.pk}#learners"
    return Row([row.lesson.title, row.reached, row.done, row.here, row.quiet], links)


def learner_table(report: CourseReport, learners: Sequence[Learner]) -> Table:
    """Learner by learner."""
    return Table(LEARNER_COLUMNS, [_learner_row(report, row) for row in learners])


def _learner_row(report: CourseReport, row: Learner) -> Row:
    enrolment, following = row.enrolment, report.outline.get(row.next)
    member = enrolment.member
    dates: list[date] = [day_of(enrolment.enrolled_at), day_of(enrolment.active_at)]
    return Row(
        [
            member.display_name,
            member.department.name if member.department else None,
            row.state,
            row.progress.percent,
            following.title if following else None,
            *dates,
            row.quiet_days,
        ],
        {"name": member.get_absolute_url()},
    )


def lesson_chart(report: CourseReport) -> Chart:
    """How many did each lesson."""
    whole = len(report.learners)
    return Chart(
        key="lessons",
        name=_("Who did which lesson"),
        words=_("One bar for each lesson: how many of those who take the course have done it."),
        bars=[Bar(row.lesson.title, row.done, whole) for row in report.lessons],
    )


def quizzes_of(report: CourseReport) -> list[tuple[str, str]]:
    """The quizzes of the course, with the address of their figures."""
    return [
        (link.title, reverse("training:quiz_figures", args=[link.pk]))
        for link in report.outline.lessons
        if link.kind == Kind.QUIZ
    ]
