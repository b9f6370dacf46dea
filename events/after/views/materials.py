"""Giving materials, and handing them out to who may have them."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import download
from events.after.enums import Audience
from events.after.forms import MaterialChangeForm, MaterialForm
from events.after.models import Material
from events.after.services.materials import change_material, give_material, take_out_material
from events.after.services.versions import ChangedMeanwhile
from events.views.organizing import organized_or_404

from .desk import after_page, newest, status_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest


@require_safe
def material(request: AnyRequest, slug: str, pk: int, material: int) -> FileResponse:
    rows = Material.objects.open_to(request.user).filter(occurrence=pk, occurrence__series__slug=slug)
    row = get_object_or_404(rows.exclude(file=""), pk=material)
    return download(row.file, name=PurePath(row.name).stem)


@member_required
@require_http_methods(["GET", "POST"])
def material_add(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            give_material(
                occurrence=date,
                by=request.user,
                title=said["title"],
                audience=Audience(said["audience"]),
                address=said["address"],
                let_in=form.let_in,
                form_token=said["form_token"],
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("“%(title)s” is there now.") % {"title": said["title"]})
            return redirect("events:after_desk", slug, pk)
    context = {"form": form, "button": _("Give it")}
    return after_page(request, date, "events/after_form.html", _("Add a material"), context, status=status_of(form))


@member_required
@require_http_methods(["GET", "POST"])
def material_change(request: MemberRequest, slug: str, pk: int, material: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = get_object_or_404(Material, pk=material, occurrence=date)
    form, stale, saved = MaterialChangeForm(request.POST or None, material=row), "", {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_material(
                material=row,
                by=request.user,
                version=said["version"],
                title=said["title"],
                audience=Audience(said["audience"]),
            )
        except ChangedMeanwhile as refusal:
            stale, saved = refusal.message, {_("Title"): row.title, _("Who may have it"): row.get_audience_display()}
            form = MaterialChangeForm(newest(request, row.version), material=row)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:after_desk", slug, pk)
    context = {"form": form, "button": _("Save"), "stale": stale, "saved": saved}
    status = status_of(form, stale)
    return after_page(request, date, "events/after_form.html", _("Change a material"), context, status=status)


@member_required
@require_POST
def material_take_out(request: MemberRequest, slug: str, pk: int, material: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = get_object_or_404(Material, pk=material, occurrence=date)
    take_out_material(material=row, by=request.user)
    messages.success(request, _("“%(title)s” is gone.") % {"title": row.title})
    return redirect("events:after_desk", slug, pk)
