"""Documents of a group: for its members, each download asks again."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import download
from community.workgroups import services
from community.workgroups.forms import DocumentForm, VersionForm
from community.workgroups.models import Document, DocumentVersion
from community.workgroups.permissions import can_lead

from .finding import crumbs_to, form_page, own_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest

DOCUMENTS_PER_PAGE = 30


@member_required
@require_GET
def documents(request: MemberRequest, slug: str) -> HttpResponse:
    group = own_or_404(request, slug)
    shown = Document.objects.visible_to(request.user).filter(group=group).for_list()
    page = Paginator(shown, DOCUMENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"group": group, "page": page, "crumbs": crumbs_to(group, _("Documents"))}
    return render(request, "workgroups/document_list.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def document_add(request: MemberRequest, slug: str) -> HttpResponse:
    group = own_or_404(request, slug)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_document(
                group=group, title=form.cleaned_data["title"], file=form.let_in, by=request.user
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The document is here. Members of the group can download it."))
            return redirect(made)
    return form_page(request, group, _("Add a document"), form=form, button=_("Add the document"))


def _found(request: MemberRequest, slug: str, pk: int) -> Document:
    documents = Document.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(documents, pk=pk, group__slug=slug)


@member_required
@require_GET
def document(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _found(request, slug, pk)
    versions = shown.versions.select_related("by").order_by("-number")
    context = {
        "document": shown,
        "group": shown.group,
        "page": Paginator(versions, DOCUMENTS_PER_PAGE).get_page(request.GET.get("page")),
        "is_lead": can_lead(request.user, shown.group),
        "crumbs": crumbs_to(shown.group, shown.title),
    }
    return render(request, "workgroups/document_detail.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def document_version(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _found(request, slug, pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_version(document=shown, file=form.let_in, note=form.cleaned_data["note"], by=request.user)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The new version is here. The former ones stay."))
            return redirect(shown)
    title = _("New version of %(title)s") % {"title": shown.title}
    return form_page(request, shown.group, title, form=form, button=_("Add the version"))


@member_required
@require_POST
def document_withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _found(request, slug, pk)
    try:
        services.withdraw_document(document=shown, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The document is taken out. Nobody can download it any more."))
    return redirect("workgroups:documents", slug=slug)


@member_required
@require_GET
def document_file(request: MemberRequest, slug: str, pk: int) -> HttpResponseBase:
    versions = DocumentVersion.objects.visible_to(request.user)
    row = get_object_or_404(versions, pk=pk, document__group__slug=slug)
    return download(row.file, name=PurePath(row.name).stem)
