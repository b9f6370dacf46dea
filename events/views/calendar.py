"""The calendar as a month, as a list and as iCalendar; one series; one date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_place_read, mark_subject_read
from community.people.models import Member
from community.people.zones import zone_in_words
from events import ics, months
from events.enums import OF_A_DATE
from events.forms import RegisterForm
from events.models import Occurrence, Registration, Series, SeriesCalendar
from events.permissions import can_edit, can_schedule
from events.registries import wholes
from events.services.calendars import current_version
from events.times import held_in_words, times_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.people.models import AnyRequest

EVENTS_PER_PAGE = 20
DATES_PER_PAGE = 10


def _viewers_zone() -> str:
    return zone_in_words(timezone.get_current_timezone_name())


@require_GET
def month(request: AnyRequest) -> HttpResponse:
    today, zone = timezone.localdate(), timezone.get_current_timezone()
    first = months.read_month(request.GET.get("month", ""), today=today)
    found = Occurrence.objects.open_to(request.user).between(*months.window(first, zone)).for_list()
    built = months.build(first, occurrences=found[: months.MOST_IN_A_MONTH + 1], today=today, zone=zone)
    context = {"month": built, "zone": _viewers_zone(), "may_schedule": can_schedule(request.user)}
    return render(request, "events/month.html", context)


@require_GET
def upcoming(request: AnyRequest) -> HttpResponse:
    found = Occurrence.objects.open_to(request.user).upcoming().for_list()
    page = Paginator(found, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "mine": _registered_among(request, page.object_list),
        "zone": _viewers_zone(),
        "may_schedule": can_schedule(request.user),
        "crumbs": [(_("Events"), reverse("events:month")), (_("List"), "")],
    }
    return render(request, "events/occurrence_list.html", context)


@require_GET
def event(request: AnyRequest, slug: str) -> HttpResponse:
    visible = Series.objects.visible_to(request.user).select_related("group", "department")
    series = get_object_or_404(visible, slug=slug)
    if series.live and not series.rule:
        only = series.occurrences.order_by("-start_at").first()
        if only is not None:
            return redirect("events:occurrence", slug=slug, pk=only.pk)
    if not series.live:
        series = series.get_latest_revision_as_object()
    dates = series.occurrences.upcoming().select_related("series")
    page = Paginator(dates, DATES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "series": series,
        "held": held_in_words(series),
        "following": followed_as(request.user, series.place),
        "page": page,
        "zone": _viewers_zone(),
        "mine": _registered_among(request, page.object_list),
        "organizers": organizers_of(request, series),
        "may_edit": can_edit(request.user, series),
        "crumbs": [(_("Events"), reverse("events:month")), (series.title, "")],
    }
    response = render(request, "events/series_detail.html", context)
    if request.user.is_authenticated:
        mark_place_read(reader=request.user, place=series.place, up_to=timezone.now())
    return response


@require_GET
def occurrence(request: AnyRequest, slug: str, pk: int) -> HttpResponse:
    shown = occurrence_for(request, slug, pk)
    response = render(request, "events/occurrence_detail.html", occurrence_context(request, shown))
    if request.user.is_authenticated:
        mark_subject_read(reader=request.user, kinds=OF_A_DATE, about=shown.pk, place=shown.series.place)
    return response


def occurrence_for(request: AnyRequest, slug: str, pk: int) -> Occurrence:
    """The date, if the viewer may open its series; else 404."""
    visible = Series.objects.visible_to(request.user).values("pk")
    found = Occurrence.objects.select_related("series__group", "series__department")
    return get_object_or_404(found, pk=pk, series__slug=slug, series__in=visible)


def occurrence_context(request: AnyRequest, shown: Occurrence, *, problem: str = "") -> dict[str, Any]:
    """What the page of one date needs; `problem` is why a step was refused."""
    series, viewer = shown.series, request.user
    mine = Registration.objects.filter(occurrence=shown, member=viewer).first() if viewer.is_authenticated else None
    crumbs = [(_("Events"), reverse("events:month")), (series.title, series.get_absolute_url() if series.rule else "")]
    part_of = wholes.of(shown, viewer)
    return {
        "occurrence": shown,
        "series": series,
        "times": times_of(shown),
        "is_mine": mine is not None and mine.is_registered,
        "following": followed_as(viewer, series.place),
        "organizers": organizers_of(request, series),
        "may_edit": can_edit(viewer, series),
        "part_of": part_of,
        "door": next((whole for whole in part_of if whole.is_door), None),
        "form": RegisterForm(),
        "problem": problem,
        "crumbs": [*crumbs, (date_format(shown.local_start, "F j, Y"), "")] if series.rule else crumbs,
    }


def organizers_of(request: AnyRequest, series: Series) -> list[Member]:
    """Who organizes, for those who may see members."""
    return list(Member.objects.visible_to(request.user).filter(organized_series=series.pk).for_directory()[:10])


def _registered_among(request: AnyRequest, shown: Any) -> set[int]:
    if not request.user.is_authenticated:
        return set()
    mine = Occurrence.objects.registered_by(request.user).filter(pk__in=[row.pk for row in shown])
    return set(mine.values_list("pk", flat=True))


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    version = current_version()
    etag = f'"events-{version.number}"'
    unchanged = _unchanged(request, etag, version.changed_at)
    if unchanged is not None:
        return _calendar_headers(unchanged, etag, version.changed_at, "public, max-age=300")
    rows = list(SeriesCalendar.objects.public(version.since).values_list("block", "zone"))
    text = ics.calendar([block for block, _zone in rows], zones={zone for _block, zone in rows}, name="CalData Hub")
    response = HttpResponse(text, content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = 'inline; filename="caldata-hub.ics"'
    return _calendar_headers(response, etag, version.changed_at, "public, max-age=300")


@require_GET
def event_calendar(request: AnyRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.visible_to(request.user).filter(live=True), slug=slug)
    stored = get_object_or_404(SeriesCalendar, series=series)
    etag = f'"{series.uid}-{stored.sequence}"'
    unchanged = _unchanged(request, etag, stored.stamped_at)
    if unchanged is not None:
        return _calendar_headers(unchanged, etag, stored.stamped_at, "private, no-cache")
    response = HttpResponse(ics.calendar([stored.block], zones=[stored.zone]), content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{series.slug}.ics"'
    return _calendar_headers(response, etag, stored.stamped_at, "private, no-cache")


def _unchanged(request: HttpRequest, etag: str, at: datetime) -> HttpResponse | None:
    """A 304 (or 412) when the client has this version already (RFC 9110 13)."""
    response: HttpResponse | None = get_conditional_response(request, etag, int(at.timestamp()))
    return response


def _calendar_headers(response: HttpResponse, etag: str, at: datetime, caching: str) -> HttpResponse:
    response["ETag"], response["Last-Modified"] = etag, http_date(at.timestamp())
    response["Cache-Control"] = caching
    return response
