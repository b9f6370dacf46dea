"""What a group promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from community.workgroups import services
from community.workgroups.forms import DeliverableForm
from community.workgroups.models import Deliverable, WorkGroup
from community.workgroups.permissions import can_lead

from .finding import crumbs_to, form_page, led_or_404, visible_or_404

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

DELIVERABLES_PER_PAGE = 30


@require_GET
def deliverables(request: AnyRequest, slug: str) -> HttpResponse:
    group = visible_or_404(request, slug)
    page = Paginator(group.deliverables.in_order(), DELIVERABLES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "page": page,
        "is_lead": can_lead(request.user, group),
        "crumbs": crumbs_to(group, _("Deliverables")),
    }
    return render(request, "workgroups/deliverable_list.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def deliverable_add(request: MemberRequest, slug: str) -> HttpResponse:
    group = led_or_404(request, slug)
    return _edit(request, group, Deliverable(group=group), _("Add a deliverable"))


@member_required
@require_http_methods(["GET", "POST"])
def deliverable_edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    group = led_or_404(request, slug)
    return _edit(request, group, get_object_or_404(group.deliverables, pk=pk), _("Change a deliverable"))


def _edit(request: MemberRequest, group: WorkGroup, row: Deliverable, title: str) -> HttpResponse:
    form = DeliverableForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_deliverable(
                deliverable=form.save(commit=False), by=request.user, version=form.cleaned_data["version"]
            )
        except services.EditedMeanwhile as stale:
            return _edited_meanwhile(request, group, row, title, stale.message)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("workgroups:deliverables", slug=group.slug)
    return form_page(request, group, title, form=form, button=_("Save"))


def _edited_meanwhile(
    request: MemberRequest, group: WorkGroup, row: Deliverable, title: str, message: str
) -> HttpResponse:
    """What was typed, with what somebody else saved meanwhile; saving once more keeps what was typed."""
    stored = Deliverable.objects.get(pk=row.pk)
    data = request.POST.copy()
    data["version"] = str(stored.version)
    form = DeliverableForm(data, instance=Deliverable.objects.get(pk=row.pk))
    form.full_clean()
    saved = DeliverableForm(instance=stored)
    differences = [
        {"label": field.label, "saved": saved[name].value() or ""}
        for name, field in saved.fields.items()
        if name != "version" and field.has_changed(saved[name].value(), form[name].value())
    ]
    context = {"form": form, "button": _("Save"), "stale": message, "differences": differences}
    return form_page(request, group, title, status=409, **context)
