"""Pages of work groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.notifications.registries import place_of
from community.notifications.services.following import followed_as
from community.people.access import member_required
from community.people.errors import HubError

from . import services
from .forms import DeclineForm
from .models import Membership, WorkGroup
from .permissions import can_lead
from .tabs import tabs

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

ROSTER_PER_PAGE = 30


@require_GET
def groups(request: AnyRequest) -> HttpResponse:
    page = Paginator(WorkGroup.objects.for_list(), ROSTER_PER_PAGE).get_page(request.GET.get("page"))
    mine = set(WorkGroup.objects.of(request.user).values_list("pk", flat=True))
    return render(request, "workgroups/group_list.html", {"page": page, "mine": mine})


@require_GET
def group(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(WorkGroup.objects.for_list(), slug=slug)
    return _render_group(request, shown)


def _render_group(
    request: AnyRequest, shown: WorkGroup, *, form: DeclineForm | None = None, declining: int = 0, status: int = 200
) -> HttpResponse:
    viewer = request.user
    mine = shown.memberships.filter(member=viewer).first() if viewer.is_authenticated else None
    roster = shown.memberships.active().for_roster() if viewer.is_authenticated else Membership.objects.none()
    is_lead = can_lead(viewer, shown)
    place = place_of("group", shown.pk)
    context = {
        "group": shown,
        "mine": mine,
        "is_lead": is_lead,
        "roster": Paginator(roster, ROSTER_PER_PAGE).get_page(request.GET.get("page")),
        "waiting": shown.memberships.waiting().for_roster() if is_lead else [],
        "panels": tabs.build(shown, viewer),
        "form": form or DeclineForm(),
        "declining": declining,
        "place": place,
        "following": followed_as(viewer, place),
        "crumbs": [(_("Work groups"), reverse("workgroups:groups")), (shown.name, "")],
    }
    return render(request, "workgroups/group_detail.html", context, status=status)


@member_required
@require_POST
def group_request(request: MemberRequest, slug: str) -> HttpResponse:
    asked = get_object_or_404(WorkGroup, slug=slug)
    try:
        services.request_membership(group=asked, member=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("You asked to join. A lead of the group will answer."))
    return redirect(asked)


@member_required
@require_POST
def group_leave(request: MemberRequest, slug: str) -> HttpResponse:
    left = get_object_or_404(WorkGroup, slug=slug)
    try:
        services.leave(group=left, member=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("You left the group. You may ask to join again at any time."))
    return redirect(left)


def _request_to_answer(request: MemberRequest, slug: str, pk: int) -> Membership:
    """The membership, for a lead of its group; 404 for anybody else."""
    led = WorkGroup.objects.led_by(request.user)
    return get_object_or_404(
        Membership.objects.select_related("group", "member"), pk=pk, group__slug=slug, group__in=led
    )


@member_required
@require_POST
def membership_approve(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _request_to_answer(request, slug, pk)
    try:
        services.approve(membership=membership, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(name)s is now a member.") % {"name": membership.member})
    return redirect(membership.group)


@member_required
@require_POST
def membership_decline(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _request_to_answer(request, slug, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        shown = WorkGroup.objects.for_list().get(pk=membership.group_id)
        return _render_group(request, shown, form=form, declining=pk, status=422)
    try:
        services.decline(membership=membership, by=request.user, reason=form.cleaned_data["reason"])
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(name)s was told no, with your reason.") % {"name": membership.member})
    return redirect(membership.group)
