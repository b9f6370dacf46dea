"""A course as one person studies it: its outline, what is done, what comes next. Reads; changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Value

from .models import Certificate, Completion, Enrolment, LessonVersion
from .outline import LessonLink, Outline, build_outlines
from .pages import CoursePage, LessonPage, ModulePage
from .progress import (
    NO_MAJORS,
    Entry,
    Finish,
    Progress,
    lessons_done,
    next_lesson,
    progress_of,
    standing_finish,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass(frozen=True)
class Study:
    """A course, and where `enrolment`'s member stands in it. Visitors have neither enrolment nor entries.

    `versions` says of a lesson which version is the newest and which the newest major one (0: none).
    """

    course: CoursePage
    outline: Outline
    enrolment: Enrolment | None = None
    entries: Sequence[Entry] = ()
    done: Mapping[int, Entry] = field(default_factory=dict)
    certificate: Certificate | None = None
    renews_from: datetime | None = None
    versions: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    finishes: Sequence[Finish] = ()

    @property
    def is_enrolled(self) -> bool:
        """The viewer takes the course now."""
        return self.enrolment is not None and self.enrolment.is_active

    @property
    def progress(self) -> Progress:
        """Over the lessons that can be read today. The one place that pages, cards and certificates ask."""
        return progress_of(self.entries, self.outline.keys, self.majors, self.finishes)

    @cached_property
    def majors(self) -> Mapping[int, int]:
        """Of each lesson the version before which nothing counts."""
        return {lesson: major for lesson, (_newest, major) in self.versions.items() if major}

    @cached_property
    def finish(self) -> Finish | None:
        """When the course was finished first, and what it held then."""
        return standing_finish(self.entries, self.finishes)

    @cached_property
    def read(self) -> Mapping[int, Entry]:
        """Lessons marked done in any version, with the row."""
        return lessons_done(self.entries)

    @cached_property
    def updated(self) -> frozenset[int]:
        """Lessons that the learner did in an older version."""
        return frozenset(key for key, row in self.read.items() if row.version < self.versions.get(key, (0, 0))[0])

    @cached_property
    def again(self) -> frozenset[int]:
        """Lessons that are to be done again, because of a major change before the course was finished."""
        return frozenset(key for key in self.outline.keys if key in self.read and key not in self.done)

    @cached_property
    def came_later(self) -> frozenset[int]:
        """Lessons that the course did not have when the learner finished it, and that are not done."""
        return frozenset(set(self.outline.keys) - set(self.done)) if self.finish else frozenset()

    @property
    def next_lesson(self) -> LessonLink | None:
        """Where to go on; None when the course is finished, or has no lesson."""
        return None if self.finish else self.outline.get(next_lesson(self.entries, self.outline.keys, self.majors))

    @property
    def recent(self) -> Sequence[Entry]:
        """The rows that count today: all of them, or those since the certificate can be renewed."""
        return [entry for entry in self.entries if self.renews_from is None or entry.at >= self.renews_from]

    @property
    def renewal(self) -> Progress | None:
        """How many lessons are done again; None when there is nothing to renew."""
        return progress_of(self.recent, self.outline.keys, self.majors) if self.renews_from else None

    @property
    def lesson_to_do(self) -> LessonLink | None:
        """Where to go on, for the first time or for the renewal."""
        if self.next_lesson or not self.renews_from:
            return self.next_lesson
        return self.outline.get(next_lesson(self.recent, self.outline.keys, self.majors))

    def version_of(self, lesson: LessonLink) -> int:
        """The version that a member reads now; 0 when none was recorded yet."""
        return self.versions.get(lesson.pk, (0, 0))[0]

    def is_done(self, lesson: LessonLink) -> bool:
        """Done, and no renewal asks for it again."""
        return lesson.pk in (lessons_done(self.recent, self.majors) if self.renews_from else self.done)


def study_courses(
    viewer: Member | AnonymousUser,
    courses: Sequence[CoursePage],
    *,
    at: datetime | None = None,
    certificates: Collection[Certificate] | None = None,
    taken: Collection[CoursePage] | None = None,
) -> list[Study]:
    """Each course as `viewer` studies it: one query for all outlines, two or three more for a member's rows.

    With `at`, by the versions of lessons and the certificate of that moment. `certificates` are all current ones of
    `viewer`, and `taken` what `taken_by` gives for the courses, where they were read already.
    """
    if not courses:
        return []
    outlines, versions = _read_outlines(courses, at)
    rows = _Rows()
    if viewer.is_authenticated:
        if taken is None:
            taken = taken_by(viewer, Q(pk__in=[course.pk for course in courses]))
        rows = _rows_of(viewer, taken, outlines, certificates)
    return [_study(course, outlines[course.path], versions, rows, at) for course in courses]


def taken_by(viewer: Member, courses: Q) -> list[CoursePage]:
    """The courses that `courses` says, `as_taken_by(viewer)`, with `has_certificate`: one query."""
    certificates = Certificate.objects.of(viewer).current().filter(course=OuterRef("pk"))
    rows = CoursePage.objects.filter(courses).as_taken_by(viewer).order_by()
    return list(rows.annotate(has_certificate=Exists(certificates)))


def _read_outlines(
    courses: Sequence[CoursePage], at: datetime | None
) -> tuple[Mapping[str, Outline], dict[int, tuple[int, int]]]:
    """Modules, lessons and the lessons' versions in one query: outlines by tree path, version numbers by lesson."""
    paths = {course.path: course.slug for course in courses}
    versions = LessonVersion.objects.in_force(at)
    lessons = LessonPage.objects.for_outline(paths).order_by()
    lessons = lessons.annotate(newest=versions.newest_number(), major=versions.newest_major())
    modules = ModulePage.objects.for_outline(paths).order_by().annotate(newest=Value(0), major=Value(0))
    rows = list(modules.union(lessons, all=True).order_by("path"))
    outlines = build_outlines(paths, (row for row in rows if not row["kind"]), (row for row in rows if row["kind"]))
    return outlines, {row["pk"]: (row["newest"], row["major"]) for row in rows if row["newest"]}


@dataclass
class _Rows:
    """What the database has about one member in some courses, by key of the course or the lesson."""

    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    certificates: dict[int, Certificate] = field(default_factory=dict)
    finishes: defaultdict[int, list[Finish]] = field(default_factory=lambda: defaultdict(list))
    entries: list[Entry] = field(default_factory=list)
    has_certificate: bool = False


def _rows_of(
    viewer: Member,
    taken: Collection[CoursePage],
    outlines: Mapping[str, Outline],
    certificates: Collection[Certificate] | None,
) -> _Rows:
    rows = _Rows()
    for row in taken:
        if hasattr(row, "taken"):
            rows.enrolments[row.pk] = row.taken
        if row.finish_at:
            rows.finishes[row.pk].append(Finish(frozenset(row.finish_lessons), row.finish_at))
        rows.has_certificate |= row.has_certificate
    lessons = {key for outline in outlines.values() for key in outline.keys}
    lessons.update(key for found in rows.finishes.values() for finish in found for key in finish.lessons)
    rows.entries = [row.entry for row in Completion.objects.of(viewer).about(lessons)]
    if certificates is None and rows.has_certificate and any(course.gives_certificate for course in taken):
        current = Certificate.objects.of(viewer).current()
        certificates = current.filter(course__in=[course.pk for course in taken]).with_standing()
    rows.certificates = {row.course_id: row for row in certificates or ()}
    return rows


def _study(
    course: CoursePage,
    outline: Outline,
    numbers: Mapping[int, tuple[int, int]],
    rows: _Rows,
    at: datetime | None,
) -> Study:
    certificate = rows.certificates.get(course.pk)
    finishes = rows.finishes.get(course.pk, [])
    lessons = set(outline.keys).union(*(row.lessons for row in finishes))
    entries = [entry for entry in rows.entries if entry.lesson in lessons]
    versions = {lesson: numbers[lesson] for lesson in outline.keys if lesson in numbers}
    majors = {lesson: major for lesson, (_newest, major) in versions.items()}
    done = lessons_done(entries, NO_MAJORS if standing_finish(entries, finishes) else majors)
    return Study(
        course,
        outline,
        rows.enrolments.get(course.pk),
        entries,
        {lesson: entry for lesson, entry in done.items() if lesson in outline.keys},
        certificate,
        certificate.renews_from(at) if certificate and course.gives_certificate else None,
        versions,
        finishes,
    )


def study_course(viewer: Member | AnonymousUser, course: CoursePage, *, at: datetime | None = None) -> Study:
    """One course as `viewer` studies it."""
    return study_courses(viewer, [course], at=at)[0]
