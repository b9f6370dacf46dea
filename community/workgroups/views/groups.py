"""The list of groups, the page of one, and who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.notifications.registries import place_of
from community.notifications.services.following import followed_as
from community.people.access import member_required
from community.workgroups.forms import DeclineForm, InviteForm
from community.workgroups.models import Document, Membership, WorkGroup
from community.workgroups.permissions import can_found
from community.workgroups.quarters.permissions import can_compare_groups
from community.workgroups.quarters.quarter import Quarter
from community.workgroups.services import standing_of
from community.workgroups.steps import Doer, acts_from
from community.workgroups.tabs import tabs

from .finding import crumbs_to

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

ROSTER_PER_PAGE = 30
_FEW = 5


@require_GET
def groups(request: AnyRequest) -> HttpResponse:
    shown = WorkGroup.objects.visible_to(request.user).for_list()
    page = Paginator(shown, ROSTER_PER_PAGE).get_page(request.GET.get("page"))
    mine = set(WorkGroup.objects.of(request.user).values_list("pk", flat=True))
    last = Quarter.of(timezone.now()).before if can_compare_groups(request.user) else None
    context = {"page": page, "mine": mine, "may_found": can_found(request.user), "last_quarter": last}
    return render(request, "workgroups/group_list.html", context)


@require_GET
def group(request: AnyRequest, slug: str) -> HttpResponse:
    found = WorkGroup.objects.visible_to(request.user).for_list().select_related("merged_into")
    return render_group(request, get_object_or_404(found, slug=slug))


def render_group(
    request: AnyRequest, shown: WorkGroup, *, form: DeclineForm | None = None, declining: int = 0, status: int = 200
) -> HttpResponse:
    """The page of a group; with `form`, the one that declined the membership `declining` and has faults."""
    viewer = request.user
    people = list(shown.memberships.shown_to(viewer).for_roster()) if viewer.is_authenticated else []
    mine = next((one for one in people if one.member_id == viewer.pk), None)
    place = place_of("group", shown.pk)
    context = {
        "group": shown,
        "mine": mine,
        "my_acts": {act.name for act in acts_from(standing_of(mine), Doer.ONESELF)},
        "is_lead": mine is not None and mine.is_leading,  # can_lead, of the row at hand
        "goes_on_in": _goes_on_in(request, shown),
        "leads": [one for one in people if one.is_leading],
        "waiting": [one for one in people if one.is_waiting] if mine and mine.is_leading else [],
        "panels": tabs.build(shown, viewer),
        "form": form or DeclineForm(),
        "declining": declining,
        "place": place,
        "following": followed_as(viewer, place),
        "crumbs": [(_("Work groups"), reverse("workgroups:groups")), (shown.name, "")],
        **_parts(request, shown),
    }
    return render(request, "workgroups/group_detail.html", context, status=status)


def _goes_on_in(request: AnyRequest, shown: WorkGroup) -> WorkGroup | None:
    """The group that a closed one became part of, unless the viewer may not know of it."""
    into = shown.merged_into
    if into is None or not WorkGroup.objects.visible_to(request.user).filter(pk=into.pk).exists():
        return None
    return into


def _parts(request: AnyRequest, shown: WorkGroup) -> dict[str, Any]:
    """A few rows of what has pages of its own: documents for members, deliverables."""
    viewer = request.user
    documents = Document.objects.visible_to(viewer).filter(group=shown).for_list()[:_FEW]
    deliverables = shown.deliverables.in_order()[:_FEW]
    return {"documents": documents, "deliverables": deliverables}


@member_required
@require_GET
def members(request: MemberRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(WorkGroup.objects.visible_to(request.user).for_list(), slug=slug)
    return render_members(request, shown)


def render_members(
    request: MemberRequest,
    shown: WorkGroup,
    *,
    form: InviteForm | None = None,
    removal: DeclineForm | None = None,
    removing: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Who is in, by department, and for leads who is invited; with a form that has faults."""
    mine = shown.memberships.filter(member=request.user).first()
    is_lead = mine is not None and mine.is_leading
    roster = Paginator(shown.memberships.active().by_department(), ROSTER_PER_PAGE)
    context = {
        "group": shown,
        "mine": mine,
        "is_lead": is_lead,
        "page": roster.get_page(request.GET.get("page")),
        "invited": shown.memberships.invited().for_roster()[:ROSTER_PER_PAGE] if is_lead else [],
        "form": form or InviteForm(),
        "removal": removal or DeclineForm(),
        "removing": removing,
        "crumbs": crumbs_to(shown, _("Members")),
    }
    return render(request, "workgroups/member_list.html", context, status=status)


def fresh(membership: Membership) -> WorkGroup:
    """The group of a membership as its pages show it."""
    found: WorkGroup = WorkGroup.objects.for_list().select_related("merged_into").get(pk=membership.group_id)
    return found
