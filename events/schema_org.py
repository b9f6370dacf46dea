"""A public event as schema.org's Event, for search engines: never a private one, never the link to join."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from community.safety.structured import json_ld

from . import recurrence
from .enums import Format, Status
from .recurrence import RECURRENCE_ID

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from community.people.models import AnyRequest
    from forum.models import Tag

    from .models import Occurrence, Series

_CONTEXT = "https://schema.org"
_MODES = {
    Format.ONLINE: "OnlineEventAttendanceMode",
    Format.IN_PERSON: "OfflineEventAttendanceMode",
    Format.HYBRID: "MixedEventAttendanceMode",
}


def event_page(request: AnyRequest, occurrence: Occurrence, topics: Iterable[Tag]) -> SafeString | str:
    """The element for the page of one date; nothing unless everybody may see it."""
    if not _is_public(occurrence.series):
        return ""
    said = _said(request, occurrence.series, occurrence, topics)
    return _element(request, {"@type": "Event", **_date(request, occurrence), **said})


def series_page(
    request: AnyRequest, series: Series, topics: Iterable[Tag], dates: Iterable[Occurrence]
) -> SafeString | str:
    """The element for the page of a series, with the `dates` it shows; nothing unless everybody may see it."""
    if not _is_public(series):
        return ""
    sub_events = [{"@type": "Event", "name": series.title, **_date(request, one)} for one in dates]
    return _element(request, {"@type": "EventSeries", **_said(request, series, series, topics), "subEvent": sub_events})


def _is_public(series: Series) -> bool:
    return series.live and not series.is_private


def _element(request: AnyRequest, data: dict[str, Any]) -> SafeString:
    return json_ld({"@context": _CONTEXT, **data}, nonce=request.csp_nonce)  # type: ignore[attr-defined]


def _said(request: AnyRequest, series: Series, held: Series | Occurrence, topics: Iterable[Tag]) -> dict[str, Any]:
    """About `series`, held where `held` says: it, or one date of it."""
    address = request.build_absolute_uri(series.get_absolute_url())
    said: dict[str, Any] = {
        "name": series.title,
        "description": series.summary,
        "eventAttendanceMode": f"{_CONTEXT}/{_MODES[Format(held.format)]}",
        "location": _locations(held, address),
        "isAccessibleForFree": True,
    }
    held_by = series.group or series.department
    if held_by is not None:
        url = request.build_absolute_uri(held_by.get_absolute_url())
        said["organizer"] = {"@type": "Organization", "name": held_by.name, "url": url}
    if names := [topic.name for topic in topics]:
        said["keywords"] = names
    return said


def _locations(held: Series | Occurrence, address: str) -> list[dict[str, Any]]:
    """The room and the page; one joins from the page, after registering."""
    there = {"@type": "Place", "name": held.venue, "address": held.venue}
    online = {"@type": "VirtualLocation", "url": address}
    return [
        *([there] if held.format != Format.ONLINE else []),
        *([online] if held.format != Format.IN_PERSON else []),
    ]


def _date(request: AnyRequest, occurrence: Occurrence) -> dict[str, Any]:
    zone = ZoneInfo(occurrence.series.zone)
    said = {
        "url": request.build_absolute_uri(occurrence.get_absolute_url()),
        "startDate": occurrence.start_at.astimezone(zone).isoformat(),
        "endDate": occurrence.end_at.astimezone(zone).isoformat(),
    }
    if occurrence.status != Status.SCHEDULED:
        said["eventStatus"] = f"{_CONTEXT}/EventCancelled"
    elif (first := _planned(occurrence)) != occurrence.start_at:
        said["eventStatus"] = f"{_CONTEXT}/EventRescheduled"
        said["previousStartDate"] = first.astimezone(zone).isoformat()
    else:
        said["eventStatus"] = f"{_CONTEXT}/EventScheduled"
    return said


def _planned(occurrence: Occurrence) -> datetime:
    """When the series would hold it: a date keeps the name it has there when it moves. An extra one never moved."""
    if occurrence.is_extra:
        return occurrence.start_at
    wall = datetime.strptime(occurrence.recurrence_id, RECURRENCE_ID)  # noqa: DTZ007
    return recurrence.to_utc(wall, occurrence.series.zone)
