"""Changing one date: moving it, taking it out, adding one, taking a change back. Every write here is audited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events import recurrence
from events.changes.enums import Change
from events.changes.plan import Place, key_of, wall_of
from events.models import DateChange, Occurrence, Series
from events.services.occurrences import settle
from events.services.scheduling import EditedMeanwhile, lock_date

MOST_EXTRA = 100
_MOST_AT_ONE_TIME = 9


class ChangeRefused(HubError):
    """This date can't be changed so."""


@transaction.atomic
def move_date(
    *,
    occurrence: Occurrence,
    start: datetime,
    minutes: int,
    place: Place | None,
    by: Member,
    seen: str,
    at: datetime | None = None,
) -> Occurrence:
    """Hold one date at the wall time `start`, for `minutes`, at a `place` of its own or where the series says. Audited.

    The row stays, and with it who registered: they hear of it. `seen` is the date's when the form was opened. Raises
    EditedMeanwhile when it is another by now, ChangeRefused when the date or the new time is over, cancelled or taken.
    """
    at = at or timezone.now()
    current = lock_date(occurrence)
    series = current.series
    if current.seen != seen:
        raise EditedMeanwhile(
            _("Somebody else changed this date while you were writing. Compare, then save again to keep your version.")
        )
    _refuse_closed(current, at)
    if not series.rule and not current.is_extra:
        raise ChangeRefused(_("This event has one date. Choose “Change the event” instead."))
    _refuse_time(series, start, at, besides=current)
    before = _summary(DateChange.objects.filter(series=series, recurrence_id=current.recurrence_id).first())
    key = current.recurrence_id
    if not current.is_extra and (start, minutes, place) == (wall_of(key), series.duration, None):
        DateChange.objects.filter(series=series, recurrence_id=key).delete()
        changed = None
    else:
        change = Change.EXTRA if current.is_extra else Change.MOVED
        values = _values(change, start, minutes, place)
        changed, _made = DateChange.objects.update_or_create(series=series, recurrence_id=key, defaults=values)
    settle(series=series, at=at)
    current = Occurrence.objects.select_related("series").get(pk=current.pk)
    record(by=by, action="move", about=current, before=before, after=_summary(changed))
    return current


@transaction.atomic
def take_out(*, occurrence: Occurrence, by: Member, at: datetime | None = None) -> Series:
    """Take one date out of its series, as if it had never been planned. Audited.

    Where somebody registered the row stays, marked as dropped, and they hear that it is called off. Raises
    ChangeRefused for a date that is over, and for the only one of a single event.
    """
    at = at or timezone.now()
    current = lock_date(occurrence)
    series = current.series
    if current.end_at <= at:
        raise ChangeRefused(_("This date is over, so it stays in the calendar."))
    if not series.rule and not current.is_extra:
        raise ChangeRefused(_("This event has one date. Choose “Cancel this date” instead."))
    if current.is_extra:
        DateChange.objects.filter(series=series, recurrence_id=current.recurrence_id).delete()
    else:
        DateChange.objects.update_or_create(
            series=series, recurrence_id=current.recurrence_id, defaults=_values(Change.OUT)
        )
    settle(series=series, at=at)
    record(by=by, action="take out", about=series, after={"date": current.recurrence_id})
    return series


@transaction.atomic
def put_back(*, series: Series, recurrence_id: str, by: Member, at: datetime | None = None) -> Series:
    """Let one date be as the rule says again: one that was taken out, or moved. Audited; idempotent."""
    current = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    rows = DateChange.objects.filter(series=current, recurrence_id=recurrence_id).exclude(change=Change.EXTRA)
    change = rows.first()
    if change is None:
        return current
    before = _summary(change)
    change.delete()
    settle(series=current, at=at)
    record(by=by, action="put back", about=current, before={"date": recurrence_id, **before})
    return current


@transaction.atomic
def add_date(
    *,
    series: Series,
    start: datetime,
    minutes: int,
    by: Member,
    place: Place | None = None,
    at: datetime | None = None,
) -> DateChange:
    """Hold the series once more, at the wall time `start`. Audited; the same form sent twice adds one date.

    Raises ChangeRefused when that time is over or taken, or the event does not repeat.
    """
    at = at or timezone.now()
    current = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    values = _values(Change.EXTRA, start, minutes, place)
    same = DateChange.objects.filter(series=current, **values).first()
    if same is not None:
        return same
    if not current.rule:
        raise ChangeRefused(_("This event does not repeat. Choose “Change the event” and let it repeat first."))
    if current.date_changes.filter(change=Change.EXTRA).count() >= MOST_EXTRA:
        raise ChangeRefused(
            _("A series has %(most)d extra dates at most. Schedule another event.") % {"most": MOST_EXTRA}
        )
    _refuse_time(current, start, at)
    made = DateChange.objects.create(series=current, recurrence_id=_free_key(current, start), **values)
    settle(series=current, at=at)
    record(by=by, action="add date", about=current, after=_summary(made))
    return made


def _refuse_closed(occurrence: Occurrence, at: datetime) -> None:
    if occurrence.end_at <= at:
        raise ChangeRefused(_("This date is over, so it can’t be changed."))
    if not occurrence.is_scheduled:
        raise ChangeRefused(_("This date does not take place. Bring it back first, then change it."))


def _refuse_time(series: Series, start: datetime, at: datetime, besides: Occurrence | None = None) -> None:
    if not recurrence.exists(start, series.zone):
        raise ChangeRefused(_("On that day the clocks go forward and this time does not exist. Choose another time."))
    begins_at = recurrence.to_utc(start, series.zone)
    if begins_at <= at:
        raise ChangeRefused(_("That time is over. Choose one that is still to come."))
    others = series.occurrences.scheduled().filter(start_at=begins_at)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise ChangeRefused(_("Another date of this series begins at that time. Choose another time."))


def _free_key(series: Series, start: datetime) -> str:
    """A key that no rule makes: the wall time, and a digit should an extra date of that time have moved away."""
    stem = f"{recurrence.EXTRA}{start:%Y%m%dT%H%M}"
    taken = set(series.occurrences.filter(recurrence_id__startswith=stem).values_list("recurrence_id", flat=True))
    taken |= set(series.date_changes.filter(recurrence_id__startswith=stem).values_list("recurrence_id", flat=True))
    free = [key for key in [stem, *(f"{stem}{n}" for n in range(2, _MOST_AT_ONE_TIME + 1))] if key not in taken]
    if not free:
        raise ChangeRefused(_("There were many dates at this time already. Choose a time one minute later."))
    return free[0]


def _values(
    change: Change, start: datetime | None = None, minutes: int | None = None, place: Place | None = None
) -> dict[str, Any]:
    return {
        "change": change,
        "starts_on": start.date() if start else None,
        "starts_at": start.time() if start else None,
        "duration": minutes,
        "format": place.format if place else "",
        "venue": place.venue if place else "",
        "join_link": place.join_link if place else "",
    }


def _summary(change: DateChange | None) -> dict[str, Any]:
    if change is None:
        return {}
    held = key_of(change.start) if change.start else ""
    said = {"change": str(change.change), "starts": held, "minutes": change.duration, "venue": change.venue}
    return {name: value for name, value in said.items() if value}
