"""What keeps a course from being published: prerequisites that lead back to it, or are named twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.pages.publishing import Fault
from training.pages import CoursePage

from .loops import loop_through
from .models import Prerequisite

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANCHOR = "panel-child-content-prerequisites-section"


def prerequisite_faults(course: CoursePage) -> Iterator[Fault]:
    """A ring, named course by course; a course that is named twice."""
    own = [row.needs_id for row in course.prerequisites.all()]
    for key, count in Counter(own).items():
        if count > 1:
            yield Fault(
                where=_("Prerequisites"),
                what=_("“%(title)s” is named twice.") % {"title": CoursePage.objects.get(pk=key).title},
                mend=_("Take one of the two out."),
                anchor=_ANCHOR,
            )
    if loop := _loop(course, own):
        yield Fault(
            where=_("Prerequisites"),
            what=_("They lead back to this course: %(loop)s. Nobody could begin.") % {"loop": _in_words(loop)},
            mend=_("Take out one of these prerequisites, here or in the other course."),
            anchor=_ANCHOR,
        )


def _loop(course: CoursePage, own: list[int]) -> list[int]:
    if not own or course.pk is None:
        return []
    needs: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in Prerequisite.objects.exclude(course=course.pk).values_list("course", "needs"):
        needs[one].append(other)
    return loop_through(course.pk, {**needs, course.pk: own})


def _in_words(loop: list[int]) -> str:
    titles = dict(CoursePage.objects.filter(pk__in=loop).values_list("pk", "title"))
    return ", ".join(
        _("“%(course)s” needs “%(other)s”") % {"course": titles[one], "other": titles[other]}
        for one, other in pairwise(loop)
    )
