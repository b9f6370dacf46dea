"""The evaluation of a course, for those who may edit it; the file holds the numbers that the page shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.groups import FEWEST
from community.people.access import member_required
from community.safety.csv_files import write_csv
from community.safety.uploads import attach
from training.evaluation.figures import FIGURE_COLUMNS, figure_rows, figures_of
from training.evaluation.instrument import WORDS_QUESTION
from training.evaluation.permissions import can_see_figures
from training.pages import CoursePage
from training.visiting import crumbs

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _course_or_404(request: MemberRequest, slug: str) -> CoursePage:
    course: CoursePage = get_object_or_404(CoursePage, slug=slug)
    if not can_see_figures(request.user, course):
        raise Http404
    return course


@member_required
@require_safe
def course_figures(request: MemberRequest, course: str) -> HttpResponse:
    page = _course_or_404(request, course)
    context = {
        "course": page,
        "figures": figures_of(page),
        "fewest": FEWEST,
        "words_question": WORDS_QUESTION,
        "crumbs": crumbs((page.title, page.get_absolute_url()), (_("Evaluation"), "")),
    }
    return render(request, "training/course_figures.html", context)


@member_required
@require_safe
def course_figures_csv(request: MemberRequest, course: str) -> FileResponse:
    page = _course_or_404(request, course)
    content = BytesIO(write_csv(FIGURE_COLUMNS, figure_rows(figures_of(page))).encode("utf-8-sig"))
    return attach(content, name=f"{page.slug}-evaluation.csv", content_type="text/csv; charset=utf-8")
