"""A group's action items, for its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups.views.finding import own_or_404
from events.after.services.versions import ChangedMeanwhile
from events.after.views.desk import newest
from events.enums import Told
from events.meetings.enums import ActionState
from events.meetings.forms import ActionForm, CloseForm
from events.meetings.models import ActionItem
from events.meetings.services.actions import agree_action, change_action, close_action, reopen_action
from events.meetings.showing import standing_in

from .decisions import writing_or_404
from .meeting import crumbs_in, form_page

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from community.workgroups.models import WorkGroup

ACTIONS_PER_PAGE = 30


@member_required
@require_GET
def actions(request: MemberRequest, slug: str) -> HttpResponse:
    group = own_or_404(request, slug)
    rows = ActionItem.objects.visible_to(request.user).filter(group=group)
    page = Paginator(rows.for_list().in_order(), ACTIONS_PER_PAGE).get_page(request.GET.get("page"))
    closable = ActionItem.objects.closable_by(request.user).filter(pk__in=[row.pk for row in page.object_list])
    writable = ActionItem.objects.writable_by(request.user).filter(pk__in=[row.pk for row in page.object_list])
    context = {
        "group": group,
        "page": page,
        "overdue_count": rows.overdue(timezone.localdate()).count(),
        "closable": set(closable.values_list("pk", flat=True)),
        "writable": set(writable.values_list("pk", flat=True)),
        "standing": standing_in(group, request.user),
        "crumbs": crumbs_in(group, _("Action items"), ""),
    }
    return render(request, "events/action_list.html", context)


def _list(group: WorkGroup) -> str:
    return reverse("meetings:actions", args=[group.slug])


def _page(request: MemberRequest, group: WorkGroup, title: str, **context: Any) -> HttpResponse:
    crumbs = crumbs_in(group, _("Action items"), _list(group))
    return form_page(request, group, title, back=_list(group), crumbs=crumbs, **context)


@member_required
@require_http_methods(["GET", "POST"])
def action_add(request: MemberRequest, slug: str) -> HttpResponse:
    group, date, is_lead = writing_or_404(request, slug)
    form = ActionForm(request.POST or None, group=group, by=request.user, is_lead=is_lead, known=date)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            agree_action(group=group, by=request.user, agreed=form.agreed, form_token=token)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Written down. The owner hears of it."))
            return redirect(_list(group))
    return _page(request, group, _("Add an action item"), form=form, button=_("Add the action item"))


@member_required
@require_http_methods(["GET", "POST"])
def action_change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    rows = ActionItem.objects.writable_by(request.user).select_related("group", "owner", "meeting__series")
    row = get_object_or_404(rows, group__slug=slug, pk=pk)
    form, stale, saved = _form(request, row, request.POST or None), "", {}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_action(action=row, by=request.user, version=version, agreed=form.agreed)
        except ChangedMeanwhile as refusal:
            row = rows.get(pk=row.pk)
            stale, saved = refusal.message, _saved(row)
            form = _form(request, row, newest(request, row.version))
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(_list(row.group))
    status, title = 409 if stale else None, _("Change the action item")
    return _page(request, row.group, title, form=form, button=_("Save"), stale=stale, saved=saved, status=status)


def _form(request: MemberRequest, row: ActionItem, data: Any) -> ActionForm:
    return ActionForm(data, group=row.group, by=request.user, is_lead=False, action=row)


def _saved(row: ActionItem) -> dict[str, Any]:
    owner = row.owner.display_name if row.owner else row.outside
    return {_("What is to be done"): row.what, _("Owner"): owner, _("Due on"): row.due_on}


@member_required
@require_http_methods(["GET", "POST"])
def action_close(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = _closable_or_404(request, slug, pk)
    if request.method == "GET":
        mark_subject_read(reader=request.user, kinds=[Told.ACTION], about=row.pk)
        if not row.is_open:
            return redirect(_list(row.group))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state, note = ActionState(form.cleaned_data["state"]), form.cleaned_data["note"]
        try:
            close_action(action=row, by=request.user, state=state, note=note)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Closed. It stays in the list."))
            return redirect(_list(row.group))
    return _page(request, row.group, _("Close the action item"), form=form, button=_("Close it"), lead=row.what)


@member_required
@require_POST
def action_reopen(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = _closable_or_404(request, slug, pk)
    try:
        reopen_action(action=row, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("It is open again."))
    return redirect(_list(row.group))


def _closable_or_404(request: MemberRequest, slug: str, pk: int) -> ActionItem:
    rows = ActionItem.objects.closable_by(request.user).select_related("group")
    found: ActionItem = get_object_or_404(rows, group__slug=slug, pk=pk)
    return found
