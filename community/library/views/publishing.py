"""Pages where editors publish, withdraw, and lead on to what replaced a resource."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.library.enums import READABLE
from community.library.forms import SupersedeForm, WithdrawForm
from community.library.services import publishing
from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError

from .finding import crumbs_to, draft_or_404, edited_or_404

if TYPE_CHECKING:
    from django import forms

    from community.library.models import Resource
    from community.people.models import MemberRequest


@member_required
@require_POST
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    version = draft_or_404(request, slug)
    step = partial(publishing.publish, version=version, by=request.user)
    done = attempt(request, step, _("It is published. Who follows it is told."))
    return redirect("library:resource" if done else "library:draft", slug=slug)


@member_required
@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    resource = edited_or_404(request, slug)
    version = get_object_or_404(resource.versions.all(), number=number, state__in=READABLE)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        step = partial(publishing.withdraw, version=version, because=because, by=request.user)
        attempt(request, step, _("It is withdrawn. Its address says why."))
        return redirect("library:version", slug=slug, number=number)
    title = _("Withdraw version %(number)d") % {"number": number}
    return _render(request, resource, title, form, _("Withdraw it"))


@member_required
@require_http_methods(["GET", "POST"])
def supersede(request: MemberRequest, slug: str) -> HttpResponse:
    resource = edited_or_404(request, slug)
    form = SupersedeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            publishing.supersede(resource=resource, successor=successor, by=request.user)
        except HubError as refusal:
            form.add_error("successor", refusal.message)
        else:
            messages.success(request, _("Readers are led on to “%(title)s”.") % {"title": successor.title})
            return redirect("library:resource", slug=slug)
    return _render(request, resource, _("Name what replaces it"), form, _("Lead readers there"))


def _render(request: MemberRequest, resource: Resource, title: str, form: forms.Form, button: str) -> HttpResponse:
    context = {
        "resource": resource,
        "title": title,
        "form": form,
        "button": button,
        "crumbs": crumbs_to(title, resource),
    }
    return render(request, "library/step.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def bring_back(request: MemberRequest, slug: str) -> HttpResponse:
    resource = edited_or_404(request, slug)
    step = partial(publishing.bring_back, resource=resource, by=request.user)
    attempt(request, step, _("It stands for itself again."))
    return redirect("library:resource", slug=slug)
