"""Finished courses, as a source of who knows what: by the words of their titles and by their topics."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.knowledge import in_a_row
from community.people.registries import KnowledgeSource, Reason
from community.people.words import Words

from .models import CourseFinish
from .pages import CoursePage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member


def _matching(words: Words, courses: QuerySet[CoursePage] | None = None) -> dict[int, str]:
    """The published courses that `words` are about, by key, each with the word. The catalogue is short."""
    among = CoursePage.objects.live() if courses is None else courses
    titles: dict[int, str] = {}
    topics: dict[int, list[str]] = {}
    for course, title, name in among.order_by("path", "topic_items__pk").values_list(
        "pk", "title", "topic_items__tag__name"
    ):
        titles[course] = title
        topics.setdefault(course, []).extend([name] if name else [])
    found = {}
    for course, title in titles.items():
        taught = Words.of(title, topics[course])
        word = next((taught.by_key[key] for key in taught.by_key if key in words.by_key), None)
        if word is not None:
            found[course] = word
    return found


def _counts(words: Words, members: QuerySet[Member]) -> Mapping[int, int]:
    courses = _matching(words)
    if not courses:
        return {}
    rows = CourseFinish.objects.filter(course__in=list(courses), member__in=members.values("pk"))
    return dict(rows.values_list("member").annotate(number=Count("course", distinct=True)))


def _reasons(words: Words, members: Collection[int]) -> Mapping[int, Reason]:
    courses = _matching(words)
    return _grouped(CourseFinish.objects.filter(course__in=list(courses), member__in=members, number=1), courses)


def _grouped(finishes: QuerySet[CourseFinish], courses: Mapping[int, str]) -> Mapping[int, Reason]:
    """One reason for each who finished any."""
    finished: dict[int, list[int]] = {}
    for member, course in finishes.order_by("at", "pk").values_list("member", "course"):
        finished.setdefault(member, []).append(course)
    return {
        member: Reason("courses", len(taken), tuple(sorted({courses[course] for course in taken})), taken[-1])
        for member, taken in finished.items()
    }


def _titles(reader: Member, rows: Collection[int]) -> Mapping[int, str]:
    return dict(CoursePage.objects.visible_to(reader).filter(pk__in=rows).values_list("pk", "title"))


def _say(reason: Reason, name: str) -> str:
    if reason.count == 1 and name:
        return _("you finished the course “%(title)s”") % {"title": name}
    courses = ngettext(
        "you finished a course about %(what)s", "you finished %(count)d courses about %(what)s", reason.count
    )
    return courses % {"count": reason.count, "what": in_a_row(reason.words)}


def _shown(words: Words, members: QuerySet[Member], reader: Member) -> Mapping[int, Reason]:
    """By the courses that `reader` may read."""
    courses = _matching(words, CoursePage.objects.visible_to(reader))
    if not courses:
        return {}
    rows = CourseFinish.objects.filter(course__in=list(courses), member__in=members.values("pk"), number=1)
    return _grouped(rows, courses)


def _tell(reason: Reason) -> str:
    courses = ngettext(
        "they finished a course about %(what)s", "they finished %(count)d courses about %(what)s", reason.count
    )
    return courses % {"count": reason.count, "what": in_a_row(reason.words)}


COURSES = KnowledgeSource(
    "courses",
    weight=1,
    most=3,
    counts=_counts,
    reasons=_reasons,
    say=_say,
    names=_titles,
    shown=_shown,
    tell=_tell,
)
