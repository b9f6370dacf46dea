"""One series, one date, and the calendar file of a series."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_place_read, mark_subject_read
from community.people.models import Member
from events import ics, schema_org
from events.after.showing import hanging_on, latest_past, marked
from events.attending.standing import is_asked
from events.changes.chains import chain_of, moved_on
from events.enums import OF_A_DATE, Status
from events.meetings.showing import panel_of, with_agenda
from events.models import CourseEntry, Occurrence, Series
from events.permissions import can_edit
from events.registering.forms import RegistrationForm
from events.registering.standing import needs_count, reads_needs, standing_of
from events.registries import Whole, wholes
from events.times import held_in_words, times_of

from .browsing import registered_among, viewers_zone

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.people.models import AnyRequest

DATES_PER_PAGE = 10


@require_GET
def event(request: AnyRequest, slug: str) -> HttpResponse:
    visible = Series.objects.visible_to(request.user).select_related(
        "group", "department", "proposal__by", "proposal__decided_by"
    )
    series = get_object_or_404(visible, slug=slug)
    if series.live and not series.rule:
        only = list(series.occurrences.exclude(status=Status.DROPPED).order_by("start_at")[:2])
        if len(only) == 1:
            return redirect("events:occurrence", slug=slug, pk=only[0].pk)
    proposal = getattr(series, "proposal", None)
    if not series.live:
        series = series.get_latest_revision_as_object()
    dates = series.occurrences.upcoming().select_related("series")
    page = Paginator(dates, DATES_PER_PAGE).get_page(request.GET.get("page"))
    topics = list(series.topics.all())
    context = {
        "courses": CourseEntry.objects.of(series.pk),
        "series": series,
        "held": held_in_words(series),
        "following": followed_as(request.user, series.place),
        "page": page,
        "zone": viewers_zone(),
        "mine": registered_among(request, page.object_list),
        "organizers": organizers_of(request, series),
        "goes_on": Series.objects.visible_to(request.user).filter(continues__former=series.pk).order_by("starts_on"),
        "may_edit": can_edit(request.user, series),
        "proposal": proposal,
        "topics": topics,
        "past": latest_past(series, request.user),
        "structured": schema_org.series_page(request, series, topics, page.object_list),
        "crumbs": [(_("Events"), reverse("events:month")), (series.title, "")],
    }
    response = render(request, "events/series_detail.html", context)
    if request.user.is_authenticated:
        mark_place_read(reader=request.user, place=series.place, up_to=timezone.now())
    return response


@require_GET
def occurrence(request: AnyRequest, slug: str, pk: int) -> HttpResponse:
    try:
        shown = occurrence_for(request, slug, pk)
    except Http404:
        taken_over = moved_on(slug, pk, request.user)
        if taken_over is None:
            raise
        return redirect(taken_over)
    response = render(request, "events/occurrence_detail.html", occurrence_context(request, shown))
    if request.user.is_authenticated:
        mark_subject_read(reader=request.user, kinds=OF_A_DATE, about=shown.pk, place=shown.series.place)
    return response


def occurrence_for(request: AnyRequest, slug: str, pk: int) -> Occurrence:
    """The date, with whether the viewer may change it, if the viewer may open its series; else 404."""
    visible = Series.objects.visible_to(request.user).values("pk")
    mine = Series.objects.editable_by(request.user).filter(pk=OuterRef("series"))
    found = Occurrence.objects.select_related("series__group", "series__department", "series__registration_rules")
    found = found.select_related("series__proposal__by", "series__proposal__decided_by")
    found = with_agenda(marked(found.annotate(may_edit=Exists(mine)), request.user), request.user)
    return get_object_or_404(found, pk=pk, series__slug=slug, series__in=visible)


def occurrence_context(request: AnyRequest, shown: Occurrence, *, problem: str = "") -> dict[str, Any]:
    """What the page of one date needs; `problem` is why a step was refused."""
    series, viewer = shown.series, request.user
    standing = standing_of(shown, viewer)
    may_edit = shown.may_edit if hasattr(shown, "may_edit") else can_edit(viewer, series)
    crumbs = [(_("Events"), reverse("events:month")), (series.title, series.get_absolute_url() if series.rule else "")]
    part_of = wholes.of(shown, viewer)
    topics = list(series.topics.all())
    return {
        "occurrence": shown,
        "series": series,
        "times": times_of(shown),
        "is_mine": standing.is_registered,
        "asks_for_code": is_asked(shown, viewer, has_place=standing.is_registered),
        "standing": standing,
        "needs_count": needs_count(shown, viewer) if may_edit or reads_needs(viewer, standing.rules) else 0,
        "following": followed_as(viewer, series.place),
        "organizers": organizers_of(request, series),
        "may_edit": may_edit,
        "proposal": getattr(series, "proposal", None) if may_edit else None,
        "part_of": part_of,
        "hanging": hanging_on(shown, viewer),
        "agenda": panel_of(shown, viewer),
        "door": next((whole for whole in part_of if whole.is_door), None),
        "form": RegistrationForm(),
        "problem": problem,
        "topics": topics,
        "courses": _courses_besides(series, part_of),
        "structured": schema_org.event_page(request, shown, topics),
        "crumbs": [*crumbs, (date_format(shown.local_start, "F j, Y"), "")] if series.rule else crumbs,
    }


def _courses_besides(series: Series, part_of: list[Whole]) -> list[CourseEntry]:
    """The courses of an event that its date does not name already."""
    named = {whole.url for whole in part_of}
    return [course for course in CourseEntry.objects.of(series.pk) if course.url not in named]


def organizers_of(request: AnyRequest, series: Series) -> list[Member]:
    """Who organizes, for those who may see members."""
    return list(Member.objects.visible_to(request.user).filter(organized_series=series.pk).for_directory()[:10])


@require_safe
def event_calendar(request: AnyRequest, slug: str) -> HttpResponse:
    open_series = Series.objects.visible_to(request.user).filter(live=True).select_related("continues")
    series = get_object_or_404(open_series, slug=slug)
    chain = chain_of(series, request.user)
    if chain is None:
        raise Http404
    etag = f'"{series.uid}.{chain.tag}"'
    unchanged = _unchanged(request, etag, chain.changed_at)
    if unchanged is not None:
        return _calendar_headers(unchanged, etag, chain.changed_at, "private, no-cache")
    response = HttpResponse(ics.calendar(chain.blocks, zones=chain.zones), content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{series.slug}.ics"'
    return _calendar_headers(response, etag, chain.changed_at, "private, no-cache")


def _unchanged(request: HttpRequest, etag: str, at: datetime) -> HttpResponse | None:
    """A 304 (or 412) when the client has this version already (RFC 9110 13)."""
    response: HttpResponse | None = get_conditional_response(request, etag, int(at.timestamp()))
    return response


def _calendar_headers(response: HttpResponse, etag: str, at: datetime, caching: str) -> HttpResponse:
    response["ETag"], response["Last-Modified"] = etag, http_date(at.timestamp())
    response["Cache-Control"] = caching
    return response
