"""Extra time for members: an accommodation, so a page of its own for those who may edit the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from training.quizzes.forms import ExtraTimeForm
from training.quizzes.models import ExtraTime
from training.quizzes.services.bank import give_extra_time
from training.visiting import see_other

from .bank import bank_crumbs, course_looked_after

if TYPE_CHECKING:
    from community.people.models import MemberRequest

ROWS_PER_PAGE = 30


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_time(request: MemberRequest, course: str) -> HttpResponse:
    page = course_looked_after(request.user, course)
    form = ExtraTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.member_found is not None:
        values = {name: form.cleaned_data[name] for name in ("factor", "minutes")}
        row = give_extra_time(course=page, member=form.member_found, by=request.user, **values)
        said = (
            _("%(name)s has extra time from the next attempt on.") if row else _("%(name)s has no extra time any more.")
        )
        messages.success(request, said % {"name": form.member_found.display_name})
        return see_other(reverse("training:extra_time", args=[page.slug]))
    rows = (
        ExtraTime.objects.filter(course=page).select_related("member", "set_by").order_by("member__display_name", "pk")
    )
    context = {
        "course": page,
        "form": form,
        "page": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": bank_crumbs(page, (_("Extra time"), "")),
    }
    return render(request, "training/extra_time.html", context, status=422 if request.method == "POST" else 200)
