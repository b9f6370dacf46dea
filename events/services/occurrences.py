"""Making the occurrences of a series agree with it, without losing anybody's registration."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from community.search.services import index
from events import recurrence
from events.changes.plan import Plan, PlannedDate, plan_of, rekey
from events.enums import Status
from events.meetings.services.finding import index_meetings
from events.models import Continuation, DateChange, Occurrence, Series, SeriesCalendar

from .calendars import advance_window, has_moved, store_calendar
from .telling import tell_of_change

HORIZON = timedelta(days=731)  # 24 months
_FITTED = ("start_at", "end_at", "capacity", "status", "own_format", "own_venue", "own_join_link")
# What keeps a date that is not in the series any more: people, and what they were given.
HANGING = (
    *("registrations", "attendances", "materials", "recording", "minutes", "survey", "outcome_notes"),
    *("agenda", "agenda_items", "decisions", "action_items", "moved_deliverables", "approved_minutes"),
    "approved_versions",
)
_log = logging.getLogger("hub.events")


@transaction.atomic
def settle(*, series: Series, at: datetime | None = None, horizon: timedelta = HORIZON) -> Series:
    """Make occurrences, calendar text and search entry of a published `series` say what it and its changes say now.

    Dates the series no longer makes go when nobody registered for them; else they stay, marked as dropped. When only
    the time of a day changed, or the series is a single event, the row moves and keeps its registrations. What is over
    stays as it was when people registered or something hangs on it. Who registered for a date to come hears of another
    time or place. Idempotent: a second call changes nothing.
    """
    at = at or timezone.now()
    current = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    rows = list(current.occurrences.all())
    before = {row.pk: _seen(row) for row in rows}
    former = _former_calendar(current)
    plan = _plan(current)
    if current.live:
        rows = _settle_rows(current, plan.until(recurrence.to_wall(at + horizon, current.zone)), rows, at)
    if current.live or rows:
        cancelled = sorted((row for row in rows if row.status == Status.CANCELLED), key=lambda row: row.recurrence_id)
        last_end_at = max((row.end_at for row in rows), default=current.end_of(current.start))
        is_elsewhere = former is not None and has_moved(former, current)
        changed = _changed(current, before, at, is_elsewhere=is_elsewhere)
        calendar = store_calendar(
            series=current, plan=plan, cancelled=cancelled, last_end_at=last_end_at, is_news=bool(changed), at=at
        )
        if changed:
            tell_of_change(series=current, occurrences=changed, sequence=calendar.sequence, at=at)
    index(kind="event", row=current)
    index_meetings(current)
    return current


def _former_calendar(series: Series) -> SeriesCalendar | None:
    """Its own, or at first that of the series it goes on from."""
    own = SeriesCalendar.objects.filter(pk=series.pk).first()
    return own or SeriesCalendar.objects.filter(series__continuations__series=series).first()


def _plan(series: Series) -> Plan:
    """When its dates are, by its rule and its changes; changes follow the series to another time of their day."""
    changes = list(DateChange.objects.filter(series=series).order_by("pk"))
    cut = Continuation.objects.filter(former=series).order_by("begins_on").values_list("begins_on", flat=True).first()
    plan = plan_of(series, changes, cut=cut)
    moved = rekey(changes, plan)
    if not moved:
        return plan
    DateChange.objects.bulk_update(moved, ["recurrence_id"])
    return plan_of(series, changes, cut=cut)


def _seen(row: Occurrence) -> tuple[object, ...]:
    """What who comes must know of a date."""
    return row.start_at, row.end_at, row.status == Status.SCHEDULED, row.own_place


def _changed(
    series: Series, before: dict[int, tuple[object, ...]], at: datetime, *, is_elsewhere: bool
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


def _settle_rows(
    series: Series, wanted: dict[str, PlannedDate], rows: list[Occurrence], at: datetime
) -> list[Occurrence]:
    """Match wanted dates with rows, then write the differences. Returns the rows the series now has."""
    matched = {row.recurrence_id: row for row in rows if row.recurrence_id in wanted}
    left = [row for row in rows if row.recurrence_id not in wanted]
    history = _history(rows, at)
    held = {row.recurrence_id[:8] for row in left if row.pk in history and not row.is_extra}
    missing = [
        key for key in wanted if key not in matched and key[:8] not in held
    ]  # that day is over and stays as it was
    moved = _moves(series, [row for row in left if row.pk not in history], missing)
    _drop([row for row in left if row not in moved.values()], at)
    changed = [row for key, row in [*matched.items(), *moved.items()] if _fit(row, series, wanted[key], history)]
    Occurrence.objects.bulk_update(changed, ["recurrence_id", *_FITTED], batch_size=100)
    made = [_make(series, wanted[key]) for key in missing if key not in moved]
    Occurrence.objects.bulk_create(made, batch_size=500)
    return [*matched.values(), *moved.values(), *made]


def _history(rows: list[Occurrence], at: datetime) -> set[int]:
    """The keys of those that are over, with people who registered or something that hangs on them."""
    over = {row.pk: bool(row.registered_count) for row in rows if row.end_at <= at}
    bare = [pk for pk, had_people in over.items() if not had_people]
    return over.keys() - set(_free(bare)) if bare else set(over)


def _free(keys: list[int]) -> list[int]:
    """Which of these dates nobody registered for or was seen at, and nothing hangs on."""
    free = Occurrence.objects.filter(*(models.Q(**{name: None}) for name in HANGING), pk__in=keys)
    return list(free.values_list("pk", flat=True))


def _moves(series: Series, left: list[Occurrence], missing: list[str]) -> dict[str, Occurrence]:
    """Which leftover row becomes which missing date: same day, other time; or the one date of a single event."""
    left = [row for row in left if not row.is_extra]
    missing = [key for key in missing if not key.startswith(recurrence.EXTRA)]
    if not series.rule and len(missing) == 1 and len(left) == 1:
        return {missing[0]: left[0]}
    by_day = {row.recurrence_id[:8]: row for row in left}
    return {key: by_day[key[:8]] for key in missing if key[:8] in by_day}


def _fit(row: Occurrence, series: Series, date: PlannedDate, history: set[int]) -> bool:
    """Give `row` what is planned; True when that changed something. One of `history` keeps its times and place."""
    before = _fields(row)
    row.recurrence_id = date.key
    if row.pk not in history:
        _place(row, series, date)
    row.capacity = series.capacity
    if row.status == Status.DROPPED:
        row.status = Status.SCHEDULED
    return before != _fields(row)


def _fields(row: Occurrence) -> tuple[object, ...]:
    return row.recurrence_id, *(getattr(row, name) for name in _FITTED)


def _place(row: Occurrence, series: Series, date: PlannedDate) -> None:
    """When and where the date is held."""
    row.start_at, row.end_at = recurrence.to_utc(date.start, series.zone), series.end_of(date.start, date.minutes)
    place = date.place
    row.own_format, row.own_venue, row.own_join_link = (
        (place.format, place.venue, place.join_link) if place else ("", "", "")
    )


def _make(series: Series, date: PlannedDate) -> Occurrence:
    row = Occurrence(series=series, recurrence_id=date.key, capacity=series.capacity)
    _place(row, series, date)
    return row


def _drop(rows: list[Occurrence], at: datetime) -> None:
    """Delete what nobody registered for or was seen at and nothing hangs on; mark what is still to come.

    The past is left alone.
    """
    Occurrence.objects.filter(pk__in=_free([row.pk for row in rows])).delete()
    still = Occurrence.objects.filter(pk__in=[row.pk for row in rows], end_at__gt=at)
    still.exclude(status=Status.CANCELLED).update(status=Status.DROPPED)
