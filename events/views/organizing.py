"""What organizers do: schedule, change, call off, see who comes. No Wagtail admin needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from events import services
from events.approving.services.handing_in import propose, revise_proposed
from events.collisions import collisions_of
from events.forms import CancelForm, SeriesForm
from events.models import EventTemplate, Occurrence, Series
from events.permissions import can_publish, can_schedule
from events.times import times_of

if TYPE_CHECKING:
    from community.people.models import Member, MemberRequest

SERIES_PER_PAGE = 20
HANDED_IN = gettext_lazy("The event is handed in. You hear when it is published, or what is to change.")


@member_required
@require_GET
def organizing(request: MemberRequest) -> HttpResponse:
    found = Series.objects.editable_by(request.user).for_organizing()
    page = Paginator(found, SERIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_schedule": can_schedule(request.user),
        "crumbs": crumbs_to(_("Events I organize")),
    }
    return render(request, "events/series_list.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def event_new(request: MemberRequest) -> HttpResponse:
    form = SeriesForm(request.POST or None, by=request.user)
    heading = _("Schedule an event") if can_schedule(request.user) else _("Propose an event")
    return schedule_from(request, form, {"series": None, "heading": heading, "crumbs": crumbs_to(heading)})


def schedule_from(
    request: MemberRequest, form: SeriesForm, context: dict[str, Any], *, like: Series | EventTemplate | None = None
) -> HttpResponse:
    """The page of a new event; a valid form schedules it (`like` another), or shows what it would collide with.

    Who may not publish it for its group, its department or the programme hands it in.
    """
    if request.method == "POST" and form.is_valid() and not is_check(request):
        series, token, draft = form.save(commit=False), form.cleaned_data["form_token"], form.cleaned_data["draft"]
        try:
            if can_publish(request.user, series):
                made = services.schedule(series=series, by=request.user, form_token=token, publish=not draft, like=like)
                said = _("Saved as a draft.") if draft else _("The event is published.")
            else:
                made = propose(series=series, by=request.user, form_token=token, hand_in=not draft, like=like)
                said = _("Saved as a draft.") if draft else str(HANDED_IN)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, said)
            warn_of_collisions(request, made)
            return redirect(made)
    return render_form(request, form, context)


def is_check(request: MemberRequest) -> bool:
    """The organizer asks what the event collides with, and saves nothing yet."""
    return "check" in request.POST


def render_form(
    request: MemberRequest,
    form: SeriesForm,
    context: dict[str, Any],
    *,
    besides: Series | None = None,
    status: int | None = None,
) -> HttpResponse:
    """The form with what its dates collide with: when it is opened on an event, and when that is asked for."""
    is_checked = form.is_bound and form.is_valid() and is_check(request)
    shown = form.instance if is_checked or (not form.is_bound and form.instance.pk) else None
    found = collisions_of(shown, by=request.user, besides=besides) if shown else []
    context = {**context, "form": form, "collisions": found, "is_checked": is_checked}
    usual = 422 if form.is_bound and not is_checked else 200
    return render(request, "events/series_edit.html", context, status=status or usual)


def warn_of_collisions(request: MemberRequest, series: Series) -> None:
    """Say once more, after saving, what collides."""
    found = collisions_of(series, by=request.user)
    if found:
        text = " ".join([_("Mind:"), *(f"{one.words} {one.name}".strip() for one in found[:3])])
        messages.warning(request, text)


@member_required
@require_http_methods(["GET", "POST"])
def event_edit(request: MemberRequest, slug: str) -> HttpResponse:
    stored = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    series = stored.get_latest_revision_as_object()
    form = SeriesForm(request.POST or None, instance=series, by=request.user)
    if request.method == "POST" and form.is_valid() and not is_check(request):
        series = form.save(commit=False)
        try:
            said = _revise(series, form, by=request.user)
        except services.EditedMeanwhile as stale:
            return _edited_meanwhile(request, stored, form, stale)
        except services.PlacesTaken as refusal:
            form.add_error("capacity", refusal.message)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, said)
            warn_of_collisions(request, series)
            return redirect(stored)
    return render_form(request, form, {"series": stored, "crumbs": crumbs_to(_("Change the event"), stored)})


def _revise(series: Series, form: SeriesForm, *, by: Member) -> str:
    """Publish the changes, hand them in or keep them as a draft; what to tell who did it."""
    version, draft = form.cleaned_data["version"], form.cleaned_data.get("draft", False)
    if can_publish(by, series):
        services.revise(series=series, by=by, version=version, publish=not draft)
        return _("The draft is saved.") if draft else _("The event is published.")
    revise_proposed(series=series, by=by, version=version, hand_in=not draft)
    return _("The draft is saved.") if draft else str(HANDED_IN)


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
        "crumbs": crumbs_to(_("Change the event"), stored),
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
        "crumbs": crumbs_to(_("Cancel"), found.series),
    }
    return render(request, "events/occurrence_cancel.html", context, status=422 if form.is_bound else 200)


def organized_or_404(request: MemberRequest, slug: str, pk: int) -> Occurrence:
    """The date, for those who may change its series; 404 for everybody else."""
    mine = Series.objects.editable_by(request.user).values("pk")
    found = Occurrence.objects.select_related("series__registration_rules")
    return get_object_or_404(found, pk=pk, series__slug=slug, series__in=mine)


def crumbs_to(title: str, series: Series | None = None) -> list[tuple[str, str]]:
    """The way from the calendar to a page about `series`."""
    between = [(series.title, series.get_absolute_url())] if series else []
    return [(_("Events"), reverse("events:month")), *between, (title, "")]
