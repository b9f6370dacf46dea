"""Changing one date, taking it out, adding one, and changing a series from one date on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from events import recurrence, services
from events.models import Occurrence, Series
from events.permissions import can_publish
from events.times import span_in_words, times_of
from events.views.calendar import occurrence_context
from events.views.organizing import crumbs_to, is_check, organized_or_404, render_form, schedule_from

from .chains import moved_on
from .forms import CopyForm, DateForm, FollowingForm, PutBackForm
from .plan import wall_of
from .services.dates import add_date, move_date, put_back, take_out
from .services.following import change_following, copy_of, rest_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

    from .models import DateChange


@member_required
@require_http_methods(["GET", "POST"])
def occurrence_move(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    form = DateForm(request.POST or None, series=found.series, occurrence=found)
    if request.method == "POST" and form.is_valid() and form.start is not None:
        try:
            moved = move_date(
                occurrence=found,
                start=form.start,
                minutes=form.minutes,
                place=form.place,
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except services.EditedMeanwhile as stale:
            return _moved_meanwhile(request, found, stale)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("This date is changed. People who registered hear of it."))
            return redirect(moved)
    return render(request, "events/date_edit.html", _of_date(found, form), status=422 if form.is_bound else 200)


def _moved_meanwhile(request: MemberRequest, found: Occurrence, stale: services.EditedMeanwhile) -> HttpResponse:
    """What was typed, beside what the other person saved; saving once more keeps what was typed."""
    current = Occurrence.objects.select_related("series").get(pk=found.pk)
    data = request.POST.copy()
    data["seen"] = current.seen
    form = DateForm(data, series=current.series, occurrence=current)
    form.full_clean()
    return render(request, "events/date_edit.html", {**_of_date(current, form), "stale": stale.message}, status=409)


def _of_date(found: Occurrence, form: DateForm) -> dict[str, Any]:
    return {
        "form": form,
        "occurrence": found,
        "times": times_of(found),
        "crumbs": crumbs_to(_("Change this date"), found.series),
    }


@member_required
@require_http_methods(["GET", "POST"])
def occurrence_take_out(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    context = {"occurrence": found, "times": times_of(found), "crumbs": crumbs_to(_("Take out"), found.series)}
    if request.method == "GET":
        return render(request, "events/occurrence_take_out.html", context)
    try:
        series = take_out(occurrence=found, by=request.user)
    except HubError as refusal:
        return render(request, "events/occurrence_take_out.html", {**context, "problem": refusal.message}, status=409)
    messages.success(request, _("The date is taken out. You can put it back under “Dates that differ”."))
    return redirect(series)


@member_required
@require_POST
def occurrence_bring_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    try:
        services.bring_back(occurrence=found, by=request.user)
    except HubError as refusal:
        context = occurrence_context(request, found, problem=refusal.message)
        return render(request, "events/occurrence_detail.html", context, status=409)
    messages.success(request, _("This date takes place after all. People who registered hear of it."))
    return redirect(found)


@member_required
@require_GET
def event_dates(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    changes = sorted(series.date_changes.all(), key=lambda change: change.start or wall_of(change.recurrence_id))
    rows = [{"change": change, **_in_words(series, change)} for change in changes]
    context = {"series": series, "rows": rows, "crumbs": crumbs_to(_("Dates that differ"), series)}
    return render(request, "events/date_changes.html", context)


def _in_words(series: Series, change: DateChange) -> dict[str, str]:
    """The day the rule makes, and when it is held instead."""
    day = "" if change.is_extra else date_format(wall_of(change.recurrence_id), "l, F j, Y")
    if change.start is None:
        return {"day": day, "held": ""}
    end = recurrence.to_wall(series.end_of(change.start, change.duration), series.zone)
    return {"day": day, "held": span_in_words(change.start, end, series.zone_in_words)}


@member_required
@require_http_methods(["GET", "POST"])
def date_add(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    form = DateForm(request.POST or None, series=series)
    if request.method == "POST" and form.is_valid() and form.start is not None:
        try:
            add_date(series=series, start=form.start, minutes=form.minutes, place=form.place, by=request.user)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The extra date is in the calendar."))
            return redirect("events:event_dates", slug=slug)
    context = {"form": form, "series": series, "crumbs": crumbs_to(_("Add an extra date"), series)}
    return render(request, "events/date_add.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def date_put_back(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    form = PutBackForm(request.POST)
    if form.is_valid():
        put_back(series=series, recurrence_id=form.cleaned_data["recurrence_id"], by=request.user)
        messages.success(request, _("This date is as the series says again."))
    return redirect("events:event_dates", slug=slug)


@member_required
@require_http_methods(["GET", "POST"])
def following_edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _organized_or_moved(request, slug, pk)
    stored = found.series
    if not can_publish(request.user, stored):  # it goes on with words that somebody else is to publish
        messages.info(request, _("Change all dates, and hand that in. Or change one date after the other."))
        return redirect("events:event_edit", slug=stored.slug)
    if stored.slug != slug:  # the same form sent twice, or two organizers: it was divided here already
        return redirect(found)
    try:
        rest = rest_of(stored.get_latest_revision_as_object(), wall_of(found.recurrence_id))
    except ValueError:  # an extra date, the first one, or one that is no longer of the rule
        messages.info(request, _("These are all dates of the series. Change them here."))
        return redirect("events:event_edit", slug=slug)
    form = FollowingForm(request.POST or None, instance=rest, by=request.user, version=stored.latest_revision_id)
    status, stale = None, ""
    if request.method == "POST" and form.is_valid() and not is_check(request):
        try:
            following = change_following(
                occurrence=found, changed=form.save(commit=False), by=request.user, version=form.cleaned_data["version"]
            )
        except services.EditedMeanwhile as meanwhile:
            form = _again(request, found, stored.latest_revision_id)
            status, stale = 409, meanwhile.message
        except services.PlacesTaken as refusal:
            form.add_error("capacity", refusal.message)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The dates from here on are changed. Earlier ones stay as they were."))
            return redirect(following)
    heading = _("Change this and the following dates")
    context = {"form": form, "series": stored, "heading": heading, "stale": stale, "crumbs": crumbs_to(heading, stored)}
    return render_form(request, form, context, besides=stored, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def event_copy(request: MemberRequest, slug: str) -> HttpResponse:
    stored = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    form = CopyForm(request.POST or None, instance=copy_of(stored.get_latest_revision_as_object()), by=request.user)
    heading = _("Copy this event")
    context = {"series": None, "heading": heading, "crumbs": crumbs_to(heading, stored)}
    return schedule_from(request, form, context, like=stored)


def _organized_or_moved(request: MemberRequest, slug: str, pk: int) -> Occurrence:
    taken_over = moved_on(slug, pk, request.user)
    return organized_or_404(request, taken_over.series.slug if taken_over else slug, pk)


def _again(request: MemberRequest, found: Occurrence, version: int | None) -> FollowingForm:
    """What was typed, on the version that is saved by now."""
    stored = Series.objects.get(pk=found.series_id)
    data = request.POST.copy()
    data["version"] = str(version or "")
    rest = rest_of(stored.get_latest_revision_as_object(), wall_of(found.recurrence_id))
    form = FollowingForm(data, instance=rest, by=request.user, version=version)
    form.full_clean()
    return form
