"""What leads of a silent group are asked; closing a group, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups import services
from community.workgroups.forms import CloseForm

from .finding import crumbs_to, form_page, led_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest


@member_required
@require_GET
def group_revive(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    context = {"group": group, "crumbs": crumbs_to(group, _("How the group goes on"))}
    return render(request, "workgroups/group_revive.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def group_close(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    form = CloseForm(request.POST or None, group=group, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_group(group=group, by=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The group is closed. Its pages stay to read, and you can open it again."))
            return redirect(group)
    lead = _("Its boards, documents and charter stay to read; nobody joins, writes or adds. Meetings that are planned "
             "stay in the calendar: call them off first. A group is never deleted.")  # fmt: skip
    return form_page(request, group, _("Close the group"), form=form, button=_("Close the group"), lead=lead)


@member_required
@require_POST
def group_reopen(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    try:
        services.reopen_group(group=group, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The group is open again."))
    return redirect(group)
