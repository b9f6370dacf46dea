"""The list of templates, saving an event as one, and beginning an event with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.people.access import member_required
from events.models import EventTemplate, Series
from events.views.organizing import crumbs_to, schedule_from

from .forms import FromTemplateForm, SaveTemplateForm
from .services import NameTaken, delete_template, save_template

if TYPE_CHECKING:
    from community.people.models import MemberRequest

TEMPLATES_PER_PAGE = 20


@member_required
@require_GET
def template_list(request: MemberRequest) -> HttpResponse:
    found = EventTemplate.objects.usable_by(request.user).for_list()
    page = Paginator(found, TEMPLATES_PER_PAGE).get_page(request.GET.get("page"))
    deletable = EventTemplate.objects.deletable_by(request.user).filter(pk__in=[row.pk for row in page.object_list])
    context = {
        "page": page,
        "deletable": set(deletable.values_list("pk", flat=True)),
        "crumbs": crumbs_to(_("Templates of events")),
    }
    return render(request, "events/template_list.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def template_save(request: MemberRequest, slug: str) -> HttpResponse:
    stored = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    series = stored.get_latest_revision_as_object()
    initial = {"name": series.title, "group": series.group_id}
    form = SaveTemplateForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            save_template(series=series, name=said["name"], group=said.get("group"), by=request.user)
        except NameTaken as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("The template is saved. Begin an event with it whenever you like."))
            return redirect("events:templates")
    context = {"form": form, "series": series, "crumbs": crumbs_to(_("Save as a template"), stored)}
    return render(request, "events/template_save.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def event_from_template(request: MemberRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(EventTemplate.objects.usable_by(request.user).for_list(), pk=pk)
    form = FromTemplateForm(request.POST or None, by=request.user, template=template)
    heading = _("New event from “%(name)s”") % {"name": template.name}
    context = {"series": None, "heading": heading, "crumbs": crumbs_to(heading)}
    return schedule_from(request, form, context, like=template)


@member_required
@require_http_methods(["GET", "POST"])
def template_delete(request: MemberRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(EventTemplate.objects.deletable_by(request.user), pk=pk)
    if request.method == "POST":
        delete_template(template=template, by=request.user)
        messages.success(request, _("The template is deleted. Events that began with it stay."))
        return redirect("events:templates")
    context = {"template": template, "crumbs": crumbs_to(_("Delete a template"))}
    return render(request, "events/template_delete.html", context)
