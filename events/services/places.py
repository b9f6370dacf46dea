"""Places on a date: who has one, is offered one or waits. The date's row is the lock; counters follow each step.

Locks are taken in one order: series, then date, then its registrations. On SQLite a transaction locks the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from events.enums import IN_LINE, RegistrationState
from events.models import AccommodationRequest, Occurrence, Registration, RegistrationStep, Series
from events.registering.rules import full

from .telling import forget_offer, tell_of_offer, tell_of_place

if TYPE_CHECKING:
    from community.people.models import Member

LONGEST_OFFER = timedelta(hours=24)
_COUNTERS = {
    RegistrationState.WAITING: "waiting_count",
    RegistrationState.OFFERED: "offered_count",
    RegistrationState.REGISTERED: "registered_count",
}
_HOLDING = (RegistrationState.OFFERED, RegistrationState.REGISTERED)


def locked(occurrence: Occurrence) -> Occurrence:
    """The date as it is now, held until the end of the transaction: whoever changes its places comes through here."""
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("series__registration_rules")
    return rows.get(pk=occurrence.pk)


def move(
    row: Registration,
    state: RegistrationState,
    *,
    date: Occurrence,
    at: datetime,
    by: Member | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> Registration:
    """Bring `row` of the `locked` date to `state`, with its step in the history; a new row may be unsaved.

    Counters follow by one conditional UPDATE. Raises EventFull when the step takes a place and none is left.
    """
    old = RegistrationState(row.state) if row.pk else None
    _count(date, old, state)
    if state in IN_LINE and old not in IN_LINE:
        row.number = date.numbers_given
    elif state == RegistrationState.REGISTERED and old not in IN_LINE:
        row.number = None
    row.state, row.offered_until, row.reason = state, until, reason
    row.save()
    RegistrationStep.objects.create(registration=row, state=state, number=row.number, by=by, at=at)
    if old == RegistrationState.OFFERED:
        forget_offer(registration=row)
    if state not in {*IN_LINE, RegistrationState.REGISTERED}:
        AccommodationRequest.objects.filter(registration=row).delete()
    return row


def _count(date: Occurrence, old: RegistrationState | None, new: RegistrationState) -> None:
    changes: dict[str, int] = {}
    if old in _COUNTERS:
        changes[_COUNTERS[old]] = -1
    if new in _COUNTERS:
        changes[_COUNTERS[new]] = changes.get(_COUNTERS[new], 0) + 1
    if new in IN_LINE and old not in IN_LINE:
        changes["numbers_given"] = 1
    if not changes:
        return
    found = Occurrence.objects.filter(pk=date.pk)
    if new in _HOLDING and old not in _HOLDING:
        found = found.filter(Q(capacity=None) | Q(registered_count__lt=F("capacity") - F("offered_count")))
    values: dict[str, Any] = {
        name: F(name) + by if by > 0 else Greatest(F(name) + by, 0)  # a row made past this door keeps nobody in
        for name, by in changes.items()
    }
    if not found.update(**values):
        raise full(date)
    for name, by in changes.items():
        setattr(date, name, max(0, getattr(date, name) + by))


def is_free(date: Occurrence, at: datetime) -> bool:
    """Whether somebody new gets a place of the `locked` date: nobody comes before who waits, until it begins."""
    return date.places_left != 0 and (not date.waiting_count or date.start_at <= at)


def end_of_offer(date: Occurrence, at: datetime) -> datetime:
    """24 hours, or half of the time that is left before the date begins: the next one gets the other half."""
    return at + min(LONGEST_OFFER, (date.start_at - at) / 2)


def pass_on(date: Occurrence, *, at: datetime) -> int:
    """End the offers of a `locked` date that ran out, and offer what is free to those who wait, in order.

    Returns how many offers are new. From its beginning on nothing is offered: who is there takes what is free.
    """
    if date.offered_count:
        for row in date.registrations.overdue(at).order_by("number"):
            move(row, RegistrationState.EXPIRED, date=date, at=at)
            if date.is_scheduled:
                tell_of_place(registration=row, at=at)
    if not date.waiting_count or not date.is_scheduled or not date.series.live or date.start_at <= at:
        return 0
    waiting = date.registrations.waiting()
    rows = list(waiting if date.places_left is None else waiting[: date.places_left])
    until = end_of_offer(date, at)
    for row in rows:
        move(row, RegistrationState.OFFERED, date=date, at=at, until=until)
        tell_of_offer(registration=row, at=at)
    return len(rows)


def pass_on_series(*, series: Series, at: datetime | None = None) -> int:
    """The same for every date of a published series: it may have more places now. Returns how many offers are new."""
    at = at or timezone.now()
    return _pass_on_all(series.occurrences.to_pass_on(at), at) if series.live else 0


def pass_on_all(*, at: datetime | None = None) -> int:
    """The same for every date that needs it, each in a transaction of its own; run every few minutes. Idempotent."""
    at = at or timezone.now()
    return _pass_on_all(Occurrence.objects.to_pass_on(at), at)


def _pass_on_all(dates: Any, at: datetime) -> int:
    new = 0
    for date in dates.order_by("pk"):
        with transaction.atomic():
            new += pass_on(locked(date), at=at)
    return new


def recount(occurrence: Occurrence) -> dict[str, int]:
    """What the counters of a date must say: counted from its registrations."""
    rows = Registration.objects.filter(occurrence=occurrence)
    return {counter: rows.filter(state=state).count() for state, counter in _COUNTERS.items()}
