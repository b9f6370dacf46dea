"""Planning, changing and cancelling runs, for those who look after the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.people.access import member_required
from community.people.errors import HubError
from training.pages import CoursePage
from training.quizzes.permissions import can_look_after
from training.runs.errors import RunEditedMeanwhile
from training.runs.forms import ReasonForm, RunForm
from training.runs.models import Run
from training.runs.services.planning import cancel_run, plan_run, revise_run
from training.visiting import crumbs, see_other

from .visiting import render_reason, roster_crumbs, run_crumbs, taught_run

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

RUNS_PER_PAGE = 20


@require_safe
def course_runs(request: AnyRequest, course: str) -> HttpResponse:
    shown = get_object_or_404(CoursePage.objects.visible_to(request.user), slug=course)
    way = crumbs((shown.title, shown.get_absolute_url()), (_("Runs"), ""))
    context = {
        "course": shown,
        "coming": list(shown.runs.going_on()[:RUNS_PER_PAGE]),
        "page": Paginator(shown.runs.past(), RUNS_PER_PAGE).get_page(request.GET.get("page")),
        "may_plan": can_look_after(request.user, shown),
        "crumbs": way,
    }
    return render(request, "training/run_list.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_new(request: MemberRequest, course: str) -> HttpResponse:
    page = get_object_or_404(CoursePage.objects.visible_to(request.user), slug=course)
    if not can_look_after(request.user, page):
        raise Http404
    form = RunForm(request.POST or None, instance=Run(course=page), by=request.user)
    if request.method == "POST" and form.is_valid():
        run = plan_run(
            run=form.save(commit=False),
            instructors=form.cleaned_data["instructors"],
            by=request.user,
            form_token=form.cleaned_data["form_token"],
        )
        messages.success(request, _("The run is saved. Add its sessions next."))
        return see_other(reverse("training:run_roster", args=[run.pk]))
    here = reverse("training:course_runs", args=[page.slug])
    way = crumbs((page.title, page.get_absolute_url()), (_("Runs"), here), (_("Plan a run"), ""))
    context = {"form": form, "run": None, "course": page, "crumbs": way}
    return render(request, "training/run_edit.html", context, status=422 if request.method == "POST" else 200)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_edit(request: MemberRequest, pk: int) -> HttpResponse:
    run = taught_run(request.user, pk)
    form = RunForm(request.POST or None, instance=run, by=request.user)
    if request.method == "POST" and form.is_valid():
        stored = _revise(request, form)
        if stored is not None:
            return see_other(stored.get_absolute_url())
    shown = Run.objects.for_list().get(pk=pk)  # the form has written into the other one
    context = {"form": form, "run": shown, "course": shown.course, "crumbs": run_crumbs(shown, _("Change the run"))}
    return render(request, "training/run_edit.html", context, status=422 if request.method == "POST" else 200)


def _revise(request: MemberRequest, form: RunForm) -> Run | None:
    """The saved run; None when the form says why it was not saved."""
    try:
        run = revise_run(
            run=form.save(commit=False),
            instructors=form.cleaned_data["instructors"],
            by=request.user,
            version=form.cleaned_data["version"] or 0,
        )
    except RunEditedMeanwhile as stale:
        form.add_error(None, stale.message)
        version = Run.objects.values_list("version", flat=True).get(pk=form.instance.pk)
        data = request.POST.copy()
        data["version"] = str(version)
        form.data = data
        return None
    except HubError as refusal:
        form.add_error(None, refusal.message)
        return None
    messages.success(request, _("The run is saved."))
    return run


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_cancel(request: MemberRequest, pk: int) -> HttpResponse:
    run = taught_run(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_run(run=run, by=request.user, reason=form.cleaned_data["reason"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The run is cancelled, and those who come or wait are told why."))
            return see_other(run.get_absolute_url())
    return render_reason(
        request,
        form,
        title=_("Cancel the run"),
        what=run.course.title,
        where=run.title,
        consequence=_(
            "Its dates that are still to come are cancelled in the calendar. Everybody who has a place, waits or asked "
            "is told why. This cannot be undone."
        ),
        back=reverse("training:run_roster", args=[run.pk]),
        crumbs=roster_crumbs(run, _("Cancel the run")),
    )
