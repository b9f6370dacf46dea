"""How the questions of a quiz did, for those who may edit the course; the file holds what the page shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.pages.reporting.groups import FEWEST
from community.people.access import member_required
from community.safety.csv_files import write_csv
from community.safety.uploads import attach
from training.pages import CoursePage
from training.quizzes.pages import QuizLessonPage
from training.quizzes.permissions import can_look_after
from training.quizzes.statistics import FIGURE_COLUMNS, figure_rows, figures_of, versions_asked

from .own import lesson_crumbs

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import AnyRequest, Member, MemberRequest

VERSIONS_PER_PAGE = 15


def _quiz_looked_after(member: Member | AnonymousUser, pk: int) -> tuple[QuizLessonPage, CoursePage]:
    lesson = get_object_or_404(QuizLessonPage, pk=pk)
    course = get_object_or_404(CoursePage, path=lesson.course_path)
    if not can_look_after(member, course):
        raise Http404
    return lesson, course


@member_required
@require_safe
def quiz_figures(request: MemberRequest, pk: int) -> HttpResponse:
    lesson, course = _quiz_looked_after(request.user, pk)
    page = Paginator(versions_asked(lesson), VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "lesson": lesson,
        "course": course,
        "page": page,
        "figures": figures_of(lesson, list(page.object_list)),
        "fewest": FEWEST,
        "crumbs": lesson_crumbs(lesson, _("Figures")),
    }
    return render(request, "training/quiz_figures.html", context)


@require_safe
def quiz_figures_csv(request: AnyRequest, pk: int) -> FileResponse:
    lesson, _course = _quiz_looked_after(request.user, pk)
    figures = figures_of(lesson, list(versions_asked(lesson)))
    content = BytesIO(write_csv(FIGURE_COLUMNS, figure_rows(figures)).encode("utf-8-sig"))
    return attach(content, name=f"{lesson.slug}-figures.csv", content_type="text/csv; charset=utf-8")
