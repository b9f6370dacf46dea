"""Where courses and lessons live: /training/<course>/<module>/<lesson>/, wherever the index stands in the page tree."""

from __future__ import annotations

from django.urls import reverse

# Words that our own addresses take: no course or module may have them as its slug.
RESERVED_COURSE_SLUGS = frozenset(
    {
        "assignments",
        "certificates",
        "evaluations",
        "files",
        "notebooks",
        "paths",
        "quizzes",
        "reports",
        "runs",
        "transcript",
        "verify",
        "videos",
    }
)
RESERVED_MODULE_SLUGS = frozenset({"board", "enrol", "leave"})


def catalogue_url() -> str:
    """The list of courses."""
    return reverse("training:catalogue")


def course_url(course: str) -> str:
    """A course, by slug."""
    return reverse("training:course", kwargs={"course": course})


def survey_url(course: str) -> str:
    """Where those who finished a course say how it was, by its slug."""
    return reverse("training:survey", kwargs={"course": course})


def lesson_url(course: str, module: str, lesson: str) -> str:
    """A lesson, by the slugs on the way to it."""
    return reverse("training:lesson", kwargs={"course": course, "module": module, "lesson": lesson})


def slugs_of(url_path: str, count: int) -> list[str]:
    """The last `count` slugs of a Wagtail `url_path`, or [] when it has fewer (a page that is not saved yet)."""
    slugs = [slug for slug in url_path.split("/") if slug]
    return slugs[-count:] if len(slugs) >= count else []
