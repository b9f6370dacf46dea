"""A member's own calendar: their groups' events, the dates they registered for, and days of the floors above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import localdate

from community.workgroups.models import WorkGroup
from events.models import OwnFeed, Registration, SeriesCalendar
from events.querysets import open_series

from .registry import own_days
from .slices import one_date
from .writing import day_text

if TYPE_CHECKING:
    from community.people.models import Member

_KNOWN, _WHOLE, _DATE = "known", "whole", "date"


@dataclass(frozen=True)
class Own:
    """What was read at once: the texts with their zones, and what the feed was when it was last served."""

    rows: list[tuple[str, str]]
    known_etag: str
    known_at: datetime | None


def my_calendar(*, member: Member, name: str, since: datetime) -> Own:
    """Everything in the member's own calendar that ends after `since`. One query, whatever is plugged in."""
    groups = WorkGroup.objects.of(member).values("pk")
    whole = SeriesCalendar.objects.filter(open_series(member, "series__"), series__group__in=groups)
    mine = Registration.objects.open_to(member).exclude(occurrence__series__group__in=groups)
    dates = mine.filter(occurrence__end_at__gte=since).exclude(occurrence__status="dropped")
    parts = [
        _columns(_WHOLE, whole.filter(last_end_at__gte=since), "block", "zone", Value("")),
        _columns(
            _DATE,
            dates.filter(occurrence__series__calendar__isnull=False),
            "occurrence__series__calendar__block",
            "occurrence__series__calendar__zone",
            F("occurrence__recurrence_id"),
        ),
    ]
    first = localdate(since)
    for days in own_days:
        made = Concat("day_made", Value(" "), "day_version", output_field=CharField())
        parts.append(_columns(days.name, days.rows(member, first), "day_title", "day_on", made))
    return _read(member, name, parts)


def my_view(*, member: Member, name: str, calendars: QuerySet[Any]) -> Own:
    """The stored texts of `calendars`, with what the feed was when it was last served. One query."""
    return _read(member, name, [_columns(_WHOLE, calendars, "block", "zone", Value(""))])


def _columns(what: str, rows: QuerySet[Any], text: str, zone: str, mark: Any) -> QuerySet[Any]:
    """One shape for all, so that the database reads them in one go."""
    return (
        rows.order_by()
        .annotate(
            row_what=Value(what, output_field=TextField()),
            row_pk=F("pk"),
            row_text=Cast(text, TextField()),
            row_zone=Cast(zone, TextField()),
            row_mark=Cast(mark, TextField()),
        )
        .values_list("row_what", "row_pk", "row_text", "row_zone", "row_mark")
    )


def _read(member: Member, name: str, parts: list[QuerySet[Any]]) -> Own:
    known = OwnFeed.objects.filter(member=member, name=name)
    changed = _columns(_KNOWN, known, "etag", "changed_at", Value(""))
    found = sorted(changed.union(*parts, all=True), key=lambda row: (row[0], row[1]))
    etag, at = next(((row[2], row[3]) for row in found if row[0] == _KNOWN), ("", ""))
    texts = [_text(row) for row in found if row[0] != _KNOWN]
    return Own([row for row in texts if row[0]], etag, _moment(at))


def _moment(text: str) -> datetime | None:
    """A time as the database writes it as text: in UTC."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else datetime.fromisoformat(f"{text}+00:00")


def _text(row: tuple[str, int, str, str, str]) -> tuple[str, str]:
    what, pk, text, zone, mark = row
    if what == _WHOLE:
        return text, zone
    if what == _DATE:
        return one_date(text, mark), zone
    days, (made, version) = own_days[what], mark.split(" ")
    address = settings.SITE_ADDRESS + days.url(pk)
    said = day_text(
        uid=f"{what}-{pk}@{settings.SITE_ADDRESS.partition('://')[2]}",
        title=days.say(text),
        address=address,
        on=date.fromisoformat(zone),
        made=date.fromisoformat(made),
        sequence=int(version),
    )
    return said, "UTC"
