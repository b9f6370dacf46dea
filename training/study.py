"""A course as one person studies it: its outline, what is done, what comes next. Reads; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .enums import Kind
from .models import Certificate, Completion, Enrolment, NotebookPublication
from .outline import LessonLink, Outline, build_outlines
from .pages import ArticleLessonPage, CoursePage, LessonPage, ModulePage
from .progress import Entry, Progress, lessons_done, next_lesson, progress_of
from .quizzes.pages import QuizLessonPage
from .reading import Reading, article_reading, notebook_reading

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass(frozen=True)
class Study:
    """A course, and where `enrolment`'s member stands in it. Visitors have neither enrolment nor entries."""

    course: CoursePage
    outline: Outline
    enrolment: Enrolment | None = None
    entries: Sequence[Entry] = ()
    done: Mapping[int, Entry] = field(default_factory=dict)
    certificate: Certificate | None = None
    renews_from: datetime | None = None

    @property
    def is_enrolled(self) -> bool:
        """The viewer takes the course now."""
        return self.enrolment is not None and self.enrolment.is_active

    @property
    def progress(self) -> Progress:
        """Over the lessons that can be read today."""
        return progress_of(self.entries, self.outline.keys)

    @property
    def next_lesson(self) -> LessonLink | None:
        """Where to go on; None when every lesson is done, or there is none."""
        return self.outline.get(next_lesson(self.entries, self.outline.keys))

    @property
    def recent(self) -> Sequence[Entry]:
        """The rows that count today: all of them, or those since the certificate can be renewed."""
        return [entry for entry in self.entries if self.renews_from is None or entry.at >= self.renews_from]

    @property
    def renewal(self) -> Progress | None:
        """How many lessons are done again; None when there is nothing to renew."""
        return progress_of(self.recent, self.outline.keys) if self.renews_from else None

    @property
    def lesson_to_do(self) -> LessonLink | None:
        """Where to go on, for the first time or for the renewal."""
        return self.next_lesson or self.outline.get(next_lesson(self.recent, self.outline.keys))

    def is_done(self, lesson: LessonLink) -> bool:
        """Done, and no renewal asks for it again."""
        return lesson.pk in lessons_done(self.recent)


def study_courses(
    viewer: Member | AnonymousUser, courses: Sequence[CoursePage], *, at: datetime | None = None
) -> list[Study]:
    """Each course as `viewer` studies it: two queries for all outlines, three more for a member's rows."""
    paths = {course.path: course.slug for course in courses}
    if not paths:
        return []
    outlines = build_outlines(paths, ModulePage.objects.for_outline(paths), LessonPage.objects.for_outline(paths))
    enrolments: dict[int, Enrolment] = {}
    entries: list[Entry] = []
    certificates: dict[int, Certificate] = {}
    if viewer.is_authenticated:
        enrolments = {row.course_id: row for row in Enrolment.objects.of(viewer).filter(course__in=courses)}
        lessons = [key for outline in outlines.values() for key in outline.keys]
        entries = [row.entry for row in Completion.objects.of(viewer).about(lessons)]
        if any(course.gives_certificate for course in courses):
            current = Certificate.objects.of(viewer).current().filter(course__in=courses)
            certificates = {row.course_id: row for row in current.with_standing()}
    studies = []
    for course in courses:
        outline, certificate = outlines[course.path], certificates.get(course.pk)
        own = [entry for entry in entries if entry.lesson in outline.keys]
        opens = certificate.renews_from(at) if certificate and course.gives_certificate else None
        studies.append(Study(course, outline, enrolments.get(course.pk), own, lessons_done(own), certificate, opens))
    return studies


def study_course(viewer: Member | AnonymousUser, course: CoursePage, *, at: datetime | None = None) -> Study:
    """One course as `viewer` studies it."""
    return study_courses(viewer, [course], at=at)[0]


@dataclass(frozen=True)
class OpenLesson:
    """A lesson's page and text, as learners read it."""

    page: LessonPage
    reading: Reading
    has_script: bool = False
    publication: NotebookPublication | None = None


def open_lesson(link: LessonLink) -> OpenLesson:
    """What is behind a line of the outline, in one query; nothing is converted here."""
    if link.kind == Kind.NOTEBOOK:
        publications = NotebookPublication.objects.select_related("lesson", "version").with_script_flag()
        publication = publications.defer("version__text", "version__script", "version__parts").get(lesson=link.pk)
        reading = notebook_reading(publication.version)
        return OpenLesson(publication.lesson, reading, publication.has_script, publication)
    if link.kind == Kind.QUIZ:
        quiz = QuizLessonPage.objects.get(pk=link.pk)
        return OpenLesson(quiz, article_reading(quiz.body))
    article = ArticleLessonPage.objects.get(pk=link.pk)
    return OpenLesson(article, article_reading(article.body))
