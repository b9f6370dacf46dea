"""What `/styleguide/` shows of training, with made-up content and no database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen

from .enums import Cover, Effect, EnrolmentState, Kind, Level
from .models import Enrolment
from .outline import LessonLink, ModuleLinks, Outline
from .pages import CoursePage
from .progress import Entry, lessons_done
from .study import Study

_AT = datetime(2026, 11, 3, 9, tzinfo=UTC)


def _course(cover: Cover) -> CoursePage:
    return CoursePage(
        title=f"A course: {cover.label}",
        slug=f"course-{cover}",
        url_path=f"/home/training/course-{cover}/",
        summary="One or two sentences on what the course is about, for the catalogue.",
        level=Level.INTRODUCTORY,
        hours=3,
        cover=cover,
    )


def _outline() -> Outline:
    names = (
        "Review the checklist",
        "Prepare data for publishing",
        "Metadata and data dictionary",
        "Upload the dataset",
    )
    kinds = (Kind.ARTICLE, Kind.NOTEBOOK, Kind.NOTEBOOK, Kind.ARTICLE)
    links = [
        LessonLink(number, name, f"lesson-{number}", "module", 20, kind, "/training/")
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
    ]
    return Outline(
        (
            ModuleLinks(1, "Prepare", "prepare", "What to do before anybody sees the table.", tuple(links[:2])),
            ModuleLinks(2, "Publish", "publish", "", tuple(links[2:])),
        )
    )


def _study(cover: Cover, done: int | None) -> Study:
    entries = [Entry(lesson, Effect.DONE, _AT, lesson) for lesson in range(1, (done or 0) + 1)]
    enrolment = None if done is None else Enrolment(state=EnrolmentState.ACTIVE, enrolled_at=_AT, active_at=_AT)
    return Study(_course(cover), _outline(), enrolment, entries, lessons_done(entries))


def _context() -> dict[str, Any]:
    done = (None, 0, 2, 4, None, None)
    studies = [_study(cover, number) for cover, number in zip(Cover, done, strict=True)]
    return {"studies": studies, "study": studies[2], "link": studies[2].outline.lessons[2]}


SPECIMEN = Specimen(_("Training"), "styleguide/training.html", _context)
