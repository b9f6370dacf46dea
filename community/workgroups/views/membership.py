"""What people do with memberships: one address for each act of the table in steps.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups import services
from community.workgroups.enums import Act
from community.workgroups.forms import DeclineForm, InviteForm
from community.workgroups.models import Membership, WorkGroup

from .finding import led_or_404, visible_or_404
from .groups import fresh, render_group, render_members

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _own(request: MemberRequest, slug: str, act: Act, said: str) -> HttpResponse:
    """Do `act` about one's own membership, and say what happened."""
    group = visible_or_404(request, slug)
    try:
        services.take_step(group=group, member=request.user, act=act, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    is_there = WorkGroup.objects.visible_to(request.user).filter(pk=group.pk).exists()
    return redirect(group if is_there else "workgroups:groups")


@member_required
@require_POST
def group_request(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.REQUEST, _("You asked to join. A lead of the group will answer."))


@member_required
@require_POST
def group_withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.WITHDRAW, _("Your request is withdrawn. You may ask again at any time."))


@member_required
@require_POST
def group_accept(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.ACCEPT, _("Welcome. You are a member of the group now."))


@member_required
@require_POST
def group_refuse(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.REFUSE, _("You refused the invitation. The leads of the group are told."))


@member_required
@require_POST
def group_leave(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.LEAVE, _("You left the group. You may ask to join again at any time."))


@member_required
@require_POST
def group_step_down(request: MemberRequest, slug: str) -> HttpResponse:
    return _own(request, slug, Act.STEP_DOWN, _("You do not lead the group any more. You are still a member."))


@member_required
@require_POST
def group_invite(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    form = InviteForm(request.POST)
    if form.is_valid():
        for member in form.cleaned_data["addresses"]:
            try:
                services.invite(group=group, member=member, by=request.user)
            except HubError as refusal:
                form.add_error("addresses", f"{member.display_name}: {refusal.message}")
            else:
                messages.success(request, _("%(name)s is invited.") % {"name": member.display_name})
    if form.errors:
        shown = WorkGroup.objects.for_list().get(pk=group.pk)
        return render_members(request, shown, form=form, status=422)
    return redirect("workgroups:members", slug=slug)


def _led(request: MemberRequest, slug: str, pk: int) -> Membership:
    """The membership, for a lead of its group; 404 for anybody else."""
    led = WorkGroup.objects.led_by(request.user)
    return get_object_or_404(
        Membership.objects.select_related("group", "member"), pk=pk, group__slug=slug, group__in=led
    )


def _answer(request: MemberRequest, membership: Membership, act: Act, said: str, reason: str = "") -> None:
    try:
        services.answer(membership=membership, act=act, by=request.user, reason=reason)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said % {"name": membership.member})


@member_required
@require_POST
def membership_approve(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _led(request, slug, pk)
    _answer(request, membership, Act.APPROVE, _("%(name)s is now a member."))
    return redirect(membership.group)


@member_required
@require_POST
def membership_decline(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _led(request, slug, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return render_group(request, fresh(membership), form=form, declining=pk, status=422)
    said = _("%(name)s was told no, with your reason.")
    _answer(request, membership, Act.DECLINE, said, form.cleaned_data["reason"])
    return redirect(membership.group)


@member_required
@require_POST
def membership_remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _led(request, slug, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return render_members(request, fresh(membership), removal=form, removing=pk, status=422)
    said = _("%(name)s is not in the group any more, and was told why.")
    _answer(request, membership, Act.REMOVE, said, form.cleaned_data["reason"])
    return redirect("workgroups:members", slug=slug)


@member_required
@require_POST
def membership_lead(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _led(request, slug, pk)
    _answer(request, membership, Act.MAKE_LEAD, _("%(name)s leads now."))
    return redirect("workgroups:members", slug=slug)


@member_required
@require_POST
def membership_recall(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership = _led(request, slug, pk)
    _answer(request, membership, Act.RECALL, _("The invitation of %(name)s is taken back."))
    return redirect("workgroups:members", slug=slug)
