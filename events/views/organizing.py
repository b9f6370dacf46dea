"""What organizers do: schedule, change, call off, see who comes. No Wagtail admin needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from events import services
from events.forms import CancelForm, SeriesForm
from events.models import Occurrence, Series
from events.permissions import can_schedule
from events.times import times_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

SERIES_PER_PAGE = 20
PEOPLE_PER_PAGE = 50


@member_required
@require_GET
def organizing(request: MemberRequest) -> HttpResponse:
    found = Series.objects.editable_by(request.user).for_organizing()
    if not can_schedule(request.user) and not found.exists():
        raise Http404
    page = Paginator(found, SERIES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/series_list.html", {"page": page, "crumbs": _crumbs(_("Events I organize"))})


@member_required
@require_http_methods(["GET", "POST"])
def event_new(request: MemberRequest) -> HttpResponse:
    if not can_schedule(request.user):
        raise Http404
    form = SeriesForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        series = services.schedule(
            series=form.save(commit=False),
            by=request.user,
            form_token=form.cleaned_data["form_token"],
            publish=not form.cleaned_data["draft"],
        )
        messages.success(
            request, _("Saved as a draft.") if form.cleaned_data["draft"] else _("The event is published.")
        )
        return redirect(series)
    context = {"form": form, "series": None, "crumbs": _crumbs(_("Schedule an event"))}
    return render(request, "events/series_edit.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def event_edit(request: MemberRequest, slug: str) -> HttpResponse:
    stored = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    series = stored.get_latest_revision_as_object()
    form = SeriesForm(request.POST or None, instance=series, by=request.user)
    if request.method == "POST" and form.is_valid():
        draft = form.cleaned_data.get("draft", False)
        try:
            services.revise(
                series=form.save(commit=False), by=request.user, version=form.cleaned_data["version"], publish=not draft
            )
        except services.EditedMeanwhile as stale:
            return _edited_meanwhile(request, stored, form, stale)
        messages.success(request, _("The draft is saved.") if draft else _("The event is published."))
        return redirect(stored)
    context = {"form": form, "series": stored, "crumbs": _crumbs(_("Change the event"), stored)}
    return render(request, "events/series_edit.html", context, status=422 if form.is_bound else 200)


def _edited_meanwhile(
    request: MemberRequest, stored: Series, typed: SeriesForm, stale: services.EditedMeanwhile
) -> HttpResponse:
    """What was typed, beside what the other person saved; saving once more keeps what was typed."""
    # Wagtail keeps one object for each revision it was asked for, and the form has written into that one.
    stored = Series.objects.get(pk=stored.pk)
    theirs = SeriesForm(instance=stored.get_latest_revision_as_object(), by=request.user)
    data = request.POST.copy()
    data["version"] = str(stored.latest_revision_id or "")
    form = SeriesForm(data, instance=Series.objects.get(pk=stored.pk).get_latest_revision_as_object(), by=request.user)
    form.full_clean()
    context = {
        "form": form,
        "series": stored,
        "stale": stale.message,
        "differences": _differences(theirs, typed),
        "crumbs": _crumbs(_("Change the event"), stored),
    }
    return render(request, "events/series_edit.html", context, status=409)


def _differences(theirs: SeriesForm, typed: SeriesForm) -> list[dict[str, Any]]:
    """Fields where the saved version and the typed one part, with the saved value."""
    names = [name for name in theirs.fields if name not in {"version", "form_token", "draft"}]
    rows = []
    for name in names:
        field, saved = theirs.fields[name], theirs[name].value()
        if field.has_changed(saved, typed[name].value()):
            choices = dict(getattr(field, "choices", None) or {})
            rows.append({"label": field.label, "saved": choices.get(saved, saved) if saved not in {None, ""} else ""})
    return rows


@member_required
@require_http_methods(["GET", "POST"])
def occurrence_cancel(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_occurrence(occurrence=found, by=request.user, reason=form.cleaned_data["reason"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("This date is cancelled. People who registered see it marked so."))
            return redirect(found)
    context = {
        "form": form,
        "occurrence": found,
        "times": times_of(found),
        "crumbs": _crumbs(_("Cancel"), found.series),
    }
    return render(request, "events/occurrence_cancel.html", context, status=422 if form.is_bound else 200)


@member_required
@require_GET
def registrations(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    page = Paginator(found.registrations.registered().for_list(), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "occurrence": found,
        "times": times_of(found),
        "page": page,
        "crumbs": _crumbs(_("Registrations"), found.series),
    }
    return render(request, "events/registration_list.html", context)


def organized_or_404(request: MemberRequest, slug: str, pk: int) -> Occurrence:
    """The date, for those who may change its series; 404 for everybody else."""
    mine = Series.objects.editable_by(request.user).values("pk")
    return get_object_or_404(Occurrence.objects.select_related("series"), pk=pk, series__slug=slug, series__in=mine)


def _crumbs(title: str, series: Series | None = None) -> list[tuple[str, str]]:
    between = [(series.title, series.get_absolute_url())] if series else []
    return [(_("Events"), reverse("events:month")), *between, (title, "")]
