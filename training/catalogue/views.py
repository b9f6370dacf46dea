"""The list of courses, with its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from training.models import RolePath
from training.pages import CoursePage, TrainingIndexPage
from training.study import Study, study_courses

from .choosing import facets, in_order, labels_of, read_choice
from .enums import Sort
from .facts import read_shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from community.people.models import AnyRequest

    from .facts import CourseFacts

COURSES_PER_PAGE = 12


@require_safe
def catalogue(request: AnyRequest) -> HttpResponse:
    shelf = read_shelf(request.user)
    labels = labels_of(shelf)
    choice, unknown = read_choice(request.GET, labels, Sort)
    found = in_order((course for course in shelf.courses if choice.matches(course)), choice.sort)
    page = Paginator(found, COURSES_PER_PAGE).get_page(request.GET.get("page"))
    if not unknown and request.GET.urlencode() != choice.query(page.number):
        return redirect(choice.url(page.number))
    context = {
        "page": page,
        "query": f"{choice.query()}&" if choice.query() else "",
        "canonical": request.build_absolute_uri(choice.url(page.number)),
        "cards": _cards(request, list(page.object_list)),
        "facets": facets(shelf.courses, choice, labels),
        "unknown": unknown,
        "is_filtered": bool(choice.values),
        "has_paths": RolePath.objects.visible_to(request.user).exists(),
        "sorts": [(sort, choice.sorted_by(sort).url(), sort == choice.sort) for sort in Sort],
        "clear_url": choice.cleared().url(),
        "course_count": len(shelf.courses),
        "index": TrainingIndexPage.objects.live().first(),
    }
    return render(request, "training/course_list.html", context)


def _cards(request: AnyRequest, shown: Sequence[CourseFacts]) -> list[tuple[Study, date | None]]:
    """The courses of a page as the viewer studies them, in the order of the page, with the date of the next run."""
    runs = {course.pk: course.next_run for course in shown}
    rows = CoursePage.objects.visible_to(request.user).filter(pk__in=runs).for_catalogue().in_bulk()
    studies = study_courses(request.user, [rows[key] for key in runs if key in rows])
    return [(study, runs[study.course.pk]) for study in studies]
