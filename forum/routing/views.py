"""Saying “not me”, and the page of how questions fare with its file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.safety.csv_files import write_csv
from community.safety.uploads import attach
from forum.models import Topic

from .figures import COLUMNS, PERIODS, figures
from .services.asking import NotAsked, decline

if TYPE_CHECKING:
    from django.http import FileResponse

    from community.people.models import AnyRequest, MemberRequest

BOARDS_PER_PAGE = 50


@member_required
@require_POST
def not_me(request: MemberRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.user), pk=pk)
    try:
        decline(topic=topic, member=request.user)
    except NotAsked as refusal:
        raise Http404 from refusal
    messages.success(request, _("Thank you for saying so. We ask somebody else."))
    return redirect(topic)


def _days(request: AnyRequest) -> int:
    """The period that was asked for, or the first one."""
    chosen = request.GET.get("days", "")
    return next((days for days in PERIODS if str(days) == chosen), PERIODS[0])


@require_GET
def questions(request: AnyRequest) -> HttpResponse:
    shown = figures(request.user, days=_days(request))
    way = [(_("Forum"), reverse("boards:index")), (_("How questions fare"), "")]
    page = Paginator(shown.boards, BOARDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"figures": shown, "periods": PERIODS, "page": page, "query": f"days={shown.days}&", "crumbs": way}
    return render(request, "boards/question_figures.html", context)


@require_GET
def questions_csv(request: AnyRequest) -> FileResponse:
    shown = figures(request.user, days=_days(request))
    content = BytesIO(write_csv(COLUMNS, shown.rows()).encode("utf-8-sig"))
    return attach(content, name=f"questions-{shown.days}-days.csv", content_type="text/csv; charset=utf-8")
