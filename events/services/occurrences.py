"""Making the occurrences of a series agree with it, without losing anybody's registration."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from community.search.services import index
from events import recurrence
from events.enums import Status
from events.ics import RECURRENCE_ID
from events.models import Occurrence, Series, SeriesCalendar

from .calendars import advance_window, has_moved, store_calendar
from .telling import tell_of_change

HORIZON = timedelta(days=731)  # 24 months
_log = logging.getLogger("hub.events")


@transaction.atomic
def settle(*, series: Series, at: datetime | None = None, horizon: timedelta = HORIZON) -> Series:
    """Make occurrences, calendar text and search entry of a published `series` say what it says now.

    Dates the series no longer makes go when nobody registered for them; else they stay, marked as dropped. When only
    the time of a day changed, or the series is a single event, the row moves and keeps its registrations. What is over
    and had registrations stays as it was. Who registered for a date to come hears of another time or place. Idempotent:
    a second call changes nothing.
    """
    at = at or timezone.now()
    current = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    rows = list(current.occurrences.all())
    before = {row.pk: _seen(row) for row in rows}
    former = SeriesCalendar.objects.filter(pk=current.pk).first()
    if current.live:
        walls = recurrence.expand(
            current.parsed_rule, start=current.start, until=recurrence.to_wall(at + horizon, current.zone)
        )
        rows = _settle_rows(current, walls, rows, at)
    if current.live or rows:
        cancelled = sorted((row for row in rows if row.status == Status.CANCELLED), key=lambda row: row.recurrence_id)
        last_end_at = max((row.end_at for row in rows), default=current.end_of(current.start))
        calendar = store_calendar(series=current, cancelled=cancelled, last_end_at=last_end_at, at=at)
        changed = _changed(current, before, at, is_elsewhere=former is not None and has_moved(former, current))
        if changed:
            tell_of_change(series=current, occurrences=changed, sequence=calendar.sequence, at=at)
    index(kind="event", row=current)
    return current


def _seen(row: Occurrence) -> tuple[datetime, datetime, bool]:
    """What who comes must know of a date."""
    return row.start_at, row.end_at, row.status == Status.SCHEDULED


def _changed(
    series: Series, before: dict[int, tuple[datetime, datetime, bool]], at: datetime, *, is_elsewhere: bool
) -> list[Occurrence]:
    """Dates to come that moved or went, or all that are held when people meet elsewhere; registered for or followed."""
    if not series.live or not before:
        return []
    known = series.occurrences.filter(pk__in=before, end_at__gt=at).order_by("start_at", "pk")
    return [row for row in known if _seen(row) != before[row.pk] or (is_elsewhere and row.is_scheduled)]


def extend_all(*, at: datetime | None = None) -> int:
    """Settle every published series that repeats, so that the calendar reaches 24 months ahead; return how many.

    Each in a transaction of its own: one that fails is logged and does not keep the others back.
    """
    at = at or timezone.now()
    settled = 0
    for series in Series.objects.filter(live=True).exclude(rule="").order_by("pk").iterator(200):
        try:
            settle(series=series, at=at)
        except Exception:  # noqa: BLE001 - the edge of a task: logged, and the others go on
            _log.exception("Series %s could not be extended.", series.pk)
        else:
            settled += 1
    advance_window(at=at)
    return settled


def _settle_rows(series: Series, walls: list[datetime], rows: list[Occurrence], at: datetime) -> list[Occurrence]:
    """Match wanted wall times with rows, then write the differences. Returns the rows the series now has."""
    wanted = {wall.strftime(RECURRENCE_ID): wall for wall in walls}
    matched = {row.recurrence_id: row for row in rows if row.recurrence_id in wanted}
    left = [row for row in rows if row.recurrence_id not in wanted]
    missing = [key for key in wanted if key not in matched]
    moved = _moves(series, [row for row in left if row.end_at > at or not row.registered_count], missing)
    _drop([row for row in left if row not in moved.values()], at)
    changed = []
    for key, row in [*matched.items(), *moved.items()]:
        if _fit(row, series, key, wanted[key], at):
            changed.append(row)
    Occurrence.objects.bulk_update(
        changed, ["recurrence_id", "start_at", "end_at", "capacity", "status"], batch_size=200
    )
    made = [_make(series, key, wanted[key]) for key in missing if key not in moved]
    Occurrence.objects.bulk_create(made, batch_size=500)
    return [*matched.values(), *moved.values(), *made]


def _moves(series: Series, left: list[Occurrence], missing: list[str]) -> dict[str, Occurrence]:
    """Which leftover row becomes which missing date: same day, other time; or the one date of a single event."""
    if not series.rule and len(missing) == 1 and len(left) == 1:
        return {missing[0]: left[0]}
    by_day = {row.recurrence_id[:8]: row for row in left}
    return {key: by_day[key[:8]] for key in missing if key[:8] in by_day}


def _fit(row: Occurrence, series: Series, key: str, wall: datetime, at: datetime) -> bool:
    """Give `row` what the series says; True when that changed something. A past one keeps its times."""
    before = (row.recurrence_id, row.start_at, row.end_at, row.capacity, row.status)
    row.recurrence_id = key
    if row.end_at > at or not row.registered_count:
        row.start_at, row.end_at = recurrence.to_utc(wall, series.zone), series.end_of(wall)
    row.capacity = series.capacity
    if row.status == Status.DROPPED:
        row.status = Status.SCHEDULED
    return before != (row.recurrence_id, row.start_at, row.end_at, row.capacity, row.status)


def _make(series: Series, key: str, wall: datetime) -> Occurrence:
    return Occurrence(
        series=series,
        recurrence_id=key,
        start_at=recurrence.to_utc(wall, series.zone),
        end_at=series.end_of(wall),
        capacity=series.capacity,
    )


def _drop(rows: list[Occurrence], at: datetime) -> None:
    """Delete what nobody registered for or was seen at; mark what is still to come; leave the past alone."""
    free = Occurrence.objects.filter(pk__in=[row.pk for row in rows], registrations=None, attendances=None)
    Occurrence.objects.filter(pk__in=list(free.values_list("pk", flat=True))).delete()
    still = Occurrence.objects.filter(pk__in=[row.pk for row in rows], end_at__gt=at)
    still.exclude(status=Status.CANCELLED).update(status=Status.DROPPED)
