"""Founding a group by one form, its charter and what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups import services
from community.workgroups.forms import CharterForm, FoundForm
from community.workgroups.history import changes_of
from community.workgroups.models import CHARTER, WorkGroup
from community.workgroups.permissions import can_found

from .finding import crumbs_to, form_page, led_or_404, visible_or_404

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

CHANGES_PER_PAGE = 20


@member_required
@require_http_methods(["GET", "POST"])
def group_found(request: MemberRequest) -> HttpResponse:
    if not can_found(request.user):
        raise Http404
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        first, *more = said["leads"] or [request.user]
        try:
            made = services.found_group(
                group=form.save(commit=False),
                lead=first,
                more_leads=more,
                invited=said["invited"],
                has_public_board=said["has_public_board"],
                by=request.user,
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The group is founded. Its boards are ready."))
            is_there = WorkGroup.objects.visible_to(request.user).filter(pk=made.pk).exists()
            return redirect(made if is_there else "workgroups:groups")
    return form_page(request, None, _("Found a work group"), form=form, button=_("Found the group"))


@member_required
@require_http_methods(["GET", "POST"])
def charter_edit(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    form = CharterForm(request.POST or None, instance=group)
    title = _("Change the charter")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        charter = {name: said[name] for name in CHARTER}
        try:
            services.change_charter(
                group=group, charter=charter, by=request.user, version=said["version"], note=said["note"]
            )
        except services.EditedMeanwhile as stale:
            stored = WorkGroup.objects.get(pk=group.pk)
            return _edited_meanwhile(request, stored, title, stale.message)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The charter is saved. Its history keeps what it was."))
            return redirect(group)
    stored = WorkGroup.objects.get(pk=group.pk)  # the form has written into the other one
    return form_page(request, stored, title, form=form, button=_("Save the charter"))


def _edited_meanwhile(request: MemberRequest, stored: WorkGroup, title: str, message: str) -> HttpResponse:
    """What was typed, with what somebody else saved meanwhile; saving once more keeps what was typed."""
    data = request.POST.copy()
    data["version"] = str(stored.charter_version)
    form = CharterForm(data, instance=WorkGroup.objects.get(pk=stored.pk))
    form.full_clean()
    saved = CharterForm(instance=stored)
    differences = [
        {"label": saved.fields[name].label, "saved": saved[name].value() or ""}
        for name in CHARTER
        if saved.fields[name].has_changed(saved[name].value(), form[name].value())
    ]
    context = {"form": form, "button": _("Save the charter"), "stale": message, "differences": differences}
    return form_page(request, stored, title, status=409, **context)


@require_GET
def charter_history(request: AnyRequest, slug: str) -> HttpResponse:
    group = visible_or_404(request, slug)
    versions = group.charter_versions.select_related("by").order_by("-number")
    page = Paginator(versions, CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    before = group.charter_versions.filter(number=page[-1].number - 1).first() if page.object_list else None
    context = {
        "group": group,
        "page": page,
        "changes": changes_of(list(page), before),
        "crumbs": crumbs_to(group, _("History of the charter")),
    }
    return render(request, "workgroups/charter_history.html", context)
