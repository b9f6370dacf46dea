"""The queue of events that wait for a decision; the preview of a draft, on which one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from events.collisions import collisions_of
from events.enums import Told
from events.models import Proposal, Series
from events.permissions import can_schedule
from events.times import held_in_words
from events.views.organizing import crumbs_to

from .forms import DecisionForm, ReturnForm
from .services.deciding import AlreadyDecided, publish_proposed, return_proposed

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PROPOSALS_PER_PAGE = 20


@member_required
@require_GET
def approvals(request: MemberRequest) -> HttpResponse:
    if not can_schedule(request.user):
        raise Http404
    found = Proposal.objects.to_decide(request.user).for_list()
    page = Paginator(found, PROPOSALS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": crumbs_to(_("Events that wait for a decision"))}
    return render(request, "events/proposal_list.html", context)


@member_required
@require_GET
def preview(request: MemberRequest, slug: str) -> HttpResponse:
    mine = Series.objects.editable_by(request.user).select_related("proposal__by", "proposal__decided_by")
    return _previewed(request, get_object_or_404(mine, slug=slug))


@member_required
@require_POST
def proposal_publish(request: MemberRequest, slug: str) -> HttpResponse:
    proposal = _to_decide_or_404(request, slug)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _previewed(request, proposal.series, _("Look at the event again, then decide."), status=422)
    try:
        publish_proposed(series=proposal.series, by=request.user, version=form.cleaned_data["version"])
    except HubError as refusal:
        fresh = Series.objects.select_related("proposal__by", "proposal__decided_by").get(pk=proposal.pk)
        return _previewed(request, fresh, refusal.message, status=409)
    messages.success(request, _("The event is published, and %(name)s hears of it.") % {"name": proposal.by})
    return redirect("events:approvals")


@member_required
@require_http_methods(["GET", "POST"])
def proposal_return(request: MemberRequest, slug: str) -> HttpResponse:
    proposal = _to_decide_or_404(request, slug)
    form = ReturnForm(request.POST or None, initial={"version": proposal.series.latest_revision_id})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return_proposed(series=proposal.series, by=request.user, version=said["version"], reason=said["reason"])
        except AlreadyDecided as refusal:
            fresh = Series.objects.select_related("proposal__by", "proposal__decided_by").get(pk=proposal.pk)
            return _previewed(request, fresh, refusal.message, status=409)
        except HubError as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            messages.success(request, _("It is back with %(name)s, who hears why.") % {"name": proposal.by})
            return redirect("events:approvals")
    crumbs = crumbs_to(_("Return the event"), proposal.series)
    context = {"form": form, "proposal": proposal, "series": proposal.series, "crumbs": crumbs}
    return render(request, "events/proposal_return.html", context, status=status)


def _to_decide_or_404(request: MemberRequest, slug: str) -> Proposal:
    """The proposal of an event that one may decide about, also when somebody just did."""
    may = Series.objects.publishable_by(request.user).values("pk")
    found = Proposal.objects.select_related("series", "by", "decided_by")
    return get_object_or_404(found, series__slug=slug, series__in=may)


def _previewed(request: MemberRequest, stored: Series, problem: str = "", status: int = 200) -> HttpResponse:
    """The newest version as its page will be, with the decision for those whose it is."""
    series = stored.get_latest_revision_as_object()
    proposal = getattr(stored, "proposal", None)
    decides = bool(proposal and proposal.is_waiting and Proposal.objects.to_decide(request.user).filter(pk=stored.pk))
    context = {
        "series": series,
        "held": held_in_words(series),
        "topics": list(series.topics.all()),
        "courses": list(series.courses.all()),
        "organizers": list(series.organizers.all()[:10]),
        "proposal": proposal,
        "decides": decides,
        "collisions": collisions_of(series, by=request.user),
        "problem": problem,
        "crumbs": crumbs_to(_("Preview"), stored),
    }
    mark_subject_read(reader=request.user, kinds=(Told.HANDED_IN, Told.DECIDED), about=stored.pk, place=stored.place)
    return render(request, "events/proposal_preview.html", context, status=status)
