"""A data coordinator enrols people of the own department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from community.people.models import Member
from training.runs.forms import DepartmentForm
from training.runs.models import Run
from training.runs.permissions import can_enrol_department, coordinated_by
from training.runs.services.places import enrol_people
from training.visiting import see_other

from .visiting import run_crumbs, visible_run

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from community.people.querysets import MemberQuerySet

PEOPLE_PER_PAGE = 50


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_department(request: MemberRequest, pk: int) -> HttpResponse:
    run = visible_run(request.user, pk)
    department = coordinated_by(request.user)
    if department is None or not can_enrol_department(request.user, run):
        raise Http404
    known = run.enrolments.current().values("member")
    people = Member.objects.visible_to(request.user).filter(department=department).exclude(pk__in=known)
    form = DepartmentForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid() and _enrol(request, run, form):
        return see_other(reverse("training:run_department", args=[run.pk]))
    return _render(request, run, people, form)


def _enrol(request: MemberRequest, run: Run, form: DepartmentForm) -> bool:
    """Whether the people were enrolled; else the form says why not."""
    try:
        rows = enrol_people(run=run, members=form.cleaned_data["members"], by=request.user)
    except HubError as refusal:
        form.add_error(None, refusal.message)
        return False
    seated = sum(row.is_in for row in rows)
    waiting = len(rows) - seated
    said = ngettext("%(count)d person has a place.", "%(count)d people have a place.", seated) % {"count": seated}
    if waiting:
        more = ngettext("%(count)d waits in the list.", "%(count)d wait in the list.", waiting) % {"count": waiting}
        said = f"{said} {more}"
    messages.success(request, said)
    return True


def _render(request: MemberRequest, run: Run, people: MemberQuerySet, form: DepartmentForm) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    department = coordinated_by(request.user)
    listed = people.filter(pk__in=Member.objects.matching(words, request.user).values("pk")).for_directory()
    context = {
        "run": run,
        "course": run.course,
        "department": department,
        "form": form,
        "ticked": set(request.POST.getlist("members")),
        "words": words,
        "page": Paginator(listed, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "rows": run.enrolments.current().filter(member__department=department).for_list().by_name(),
        "crumbs": run_crumbs(run, _("Enrol your department")),
    }
    return render(request, "training/run_department.html", context, status=422 if request.method == "POST" else 200)
