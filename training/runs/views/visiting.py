"""What the views of runs share: the run an address names, for whom it is, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from training.runs.forms import ReasonForm
from training.runs.models import Run, RunSession
from training.runs.permissions import can_teach
from training.visiting import crumbs

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def visible_run(viewer: Member | AnonymousUser, pk: int) -> Run:
    """A run of a course that `viewer` may see."""
    run: Run = get_object_or_404(Run.objects.visible_to(viewer).for_list(), pk=pk)
    return run


def taught_run(member: Member, pk: int) -> Run:
    """The run, for those who look after it; a 404 for everybody else. Its course may be unpublished."""
    run: Run = get_object_or_404(Run.objects.for_list(), pk=pk)
    if not can_teach(member, run):
        raise Http404
    return run


def taught_session(member: Member, pk: int) -> RunSession:
    """The session of a run that `member` looks after."""
    session: RunSession = get_object_or_404(
        RunSession.objects.select_related("run__course", "occurrence__series"), pk=pk
    )
    if not can_teach(member, session.run):
        raise Http404
    return session


def run_crumbs(run: Run, *steps: str) -> list[tuple[str, str]]:
    """The way to a run, or to a page below it."""
    here = run.get_absolute_url() if steps else ""
    return crumbs((run.course.title, run.course.get_absolute_url()), (run.title, here), *((step, "") for step in steps))


def roster_crumbs(run: Run, step: str) -> list[tuple[str, str]]:
    """The way to a page that one reaches from the roster."""
    way = run_crumbs(run, _("Roster"), step)
    return [*way[:-2], (_("Roster"), f"{run.get_absolute_url()}roster/"), way[-1]]


def render_reason(request: HttpRequest, form: ReasonForm, **context: object) -> HttpResponse:
    """The page that asks for a reason: `title`, `what`, `where`, `consequence`, `back`, `crumbs`."""
    status = 422 if request.method == "POST" else 200
    return render(request, "training/run_reason.html", {"form": form, **context}, status=status)
