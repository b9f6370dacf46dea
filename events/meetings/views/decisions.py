"""The register of a group's decisions, one decision, and what leads do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups.models import WorkGroup
from community.workgroups.views.finding import visible_or_404
from events.after.services.versions import ChangedMeanwhile
from events.after.views.desk import newest
from events.meetings.forms import CorrectForm, DecisionForm, RegisterForm, WithdrawForm
from events.meetings.models import Decision
from events.meetings.permissions import dates_kept_by
from events.meetings.services.decisions import (
    correct_decision,
    publish_decision,
    replace_decision,
    take_decision,
    withdraw_decision,
)
from events.meetings.showing import standing_in

from .meeting import crumbs_in, form_page

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from events.models import Occurrence

DECISIONS_PER_PAGE = 20


@require_GET
def decisions(request: AnyRequest, slug: str) -> HttpResponse:
    group = visible_or_404(request, slug)
    form = RegisterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    found = Decision.objects.readable_by(request.user).filter(group=group).saying(said["q"]).for_register()
    if said["state"]:
        found = found.filter(state=said["state"])
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "group": group,
        "form": form,
        "page": Paginator(found, DECISIONS_PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{kept.urlencode()}&" if kept else "",
        "is_narrowed": bool(said["q"] or said["state"]),
        "standing": standing_in(group, request.user),
        "crumbs": crumbs_in(group, _("Decisions"), ""),
    }
    return render(request, "events/decision_list.html", context)


@require_GET
def decision(request: AnyRequest, slug: str, number: int) -> HttpResponse:
    readable = Decision.objects.readable_by(request.user)
    rows = readable.with_open_meeting(request.user).select_related("group", "by", "withdrawn_by")
    row = get_object_or_404(rows, group__slug=slug, number=number)
    is_inside = standing_in(row.group, request.user).is_inside
    versions = row.versions.select_related("by")
    if not is_inside:
        versions = versions.filter(number__gte=row.published_from)
    around = readable.filter(group=row.group)
    context = {
        "decision": row,
        "group": row.group,
        "versions": list(versions),
        "later": around.filter(number=row.replaced_by).select_related("group").first() if row.replaced_by else None,
        "former": list(around.filter(replaced_by=row.number).select_related("group").order_by("number")),
        "is_inside": is_inside,
        "may_write": request.user.is_authenticated
        and Decision.objects.writable_by(request.user).filter(pk=row.pk).exists(),
        "crumbs": [*crumbs_in(row.group, _("Decisions"), _register(row.group)), (row.label, "")],
    }
    return render(request, "events/decision_detail.html", context)


def _register(group: WorkGroup) -> str:
    return reverse("meetings:decisions", args=[group.slug])


def writing_or_404(request: MemberRequest, slug: str) -> tuple[WorkGroup, Occurrence | None, bool]:
    """The group for who writes something there, the meeting that the address names, and whether it is a lead."""
    group = visible_or_404(request, slug)
    is_lead = standing_in(group, request.user).is_lead
    kept = dates_kept_by(request.user).filter(series__group=group).select_related("series")
    named = request.GET.get("meeting", "")
    date = kept.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 19 else None
    if not is_lead and not kept.exists():
        raise Http404
    return group, date, is_lead


def _own_or_404(request: MemberRequest, slug: str, number: int) -> Decision:
    rows = Decision.objects.writable_by(request.user).select_related("group", "meeting__series")
    found: Decision = get_object_or_404(rows, group__slug=slug, number=number)
    return found


def _page(request: MemberRequest, group: WorkGroup, title: str, *, back: str, **context: Any) -> HttpResponse:
    crumbs = crumbs_in(group, _("Decisions"), _register(group))
    return form_page(request, group, title, back=back, crumbs=crumbs, **context)


@member_required
@require_http_methods(["GET", "POST"])
def decision_add(request: MemberRequest, slug: str) -> HttpResponse:
    group, date, is_lead = writing_or_404(request, slug)
    form = DecisionForm(request.POST or None, group=group, by=request.user, is_lead=is_lead, known=date)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            made = take_decision(group=group, by=request.user, said=form.said, form_token=token)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("It is in the register as %(label)s.") % {"label": made.label})
            return redirect(made)
    title = _("Write down a decision")
    return _page(request, group, title, back=_register(group), form=form, button=_("Enter it into the register"))


@member_required
@require_http_methods(["GET", "POST"])
def decision_replace(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    row = _own_or_404(request, slug, number)
    is_lead = standing_in(row.group, request.user).is_lead
    first = {"text": row.text, "reasons": row.reasons, "is_published": row.is_published}
    form = DecisionForm(request.POST or None, group=row.group, by=request.user, is_lead=is_lead, initial=first)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            made = replace_decision(decision=row, by=request.user, said=form.said, form_token=token)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            words = _("%(label)s takes the place of %(former)s, which stays to read.")
            messages.success(request, words % {"label": made.label, "former": row.label})
            return redirect(made)
    title = _("Replace %(label)s") % {"label": row.label}
    return _page(request, row.group, title, back=row.get_absolute_url(), form=form, button=_("Enter the new decision"))


@member_required
@require_http_methods(["GET", "POST"])
def decision_correct(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    row = _own_or_404(request, slug, number)
    form, stale, saved = CorrectForm(request.POST or None, decision=row), "", {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            correct_decision(decision=row, by=request.user, **said)
        except ChangedMeanwhile as refusal:
            row.refresh_from_db()
            stale, saved = refusal.message, {_("What was decided"): row.text, _("Reasons"): row.reasons}
            form = CorrectForm(newest(request, row.version), decision=row)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Corrected. The former words stay to read."))
            return redirect(row)
    title, status = _("Correct %(label)s") % {"label": row.label}, 409 if stale else None
    context = {"form": form, "button": _("Save the correction"), "stale": stale, "saved": saved, "status": status}
    return _page(request, row.group, title, back=row.get_absolute_url(), **context)


@member_required
@require_http_methods(["GET", "POST"])
def decision_withdraw(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    row = _own_or_404(request, slug, number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_decision(decision=row, by=request.user, why=form.cleaned_data["why"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Withdrawn. It stays to read, with the reason."))
            return redirect(row)
    title = _("Withdraw %(label)s") % {"label": row.label}
    return _page(request, row.group, title, back=row.get_absolute_url(), form=form, button=_("Withdraw the decision"))


@member_required
@require_POST
def decision_publish(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    row = _own_or_404(request, slug, number)
    try:
        publish_decision(decision=row, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Published. Everybody who may see the group reads it."))
    return redirect(row)
