"""Registering and withdrawing. A place is taken by one conditional UPDATE, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.safety.races import again_after_race
from events.enums import RegistrationState
from events.models import AccommodationRequest, Answer, Occurrence, Registration
from events.registering.rules import (
    EventFull,
    Filled,
    RegistrationRefused,
    closed_because,
    full,
    refuse_late_withdrawal,
    refuse_over_quota,
    refuse_what_is_off,
    refuse_without_answers,
    rules_of,
)
from events.signals import registered

from .places import is_free, locked, move, pass_on
from .telling import forget_request, tell_of_place, tell_of_registration, tell_of_request

__all__ = ["EventFull", "RegistrationRefused", "register", "seat_who_asked", "take", "withdraw"]


@again_after_race
@transaction.atomic
def register(
    *,
    occurrence: Occurrence,
    member: Member,
    form_token: UUID | None = None,
    at: datetime | None = None,
    is_told: bool = True,
    may_wait: bool = False,
    filled: Filled | None = None,
    by: Member | None = None,
) -> Registration:
    """Give `member` a place and say so; one who has one, or sends the same form again, gets the row there is.

    Where organizers let people in, it is a request. Who was offered a place takes it. With `may_wait` one who finds no
    place gets the next number of the waiting list. `by` registers somebody else, has asked whether they may, and is not
    bound by deadlines, questions and approval. With `is_told` False the caller says so in words of its own, once for
    all dates of a run, say. Raises EventFull when no place is left or somebody waits, RegistrationRefused otherwise.
    """
    at = at or timezone.now()
    known = _known(occurrence, member, form_token)
    if known is not None and (known.is_registered or _is_same_form(known, form_token)):
        return known
    date = locked(occurrence)
    pass_on(date, at=at)
    row = _known(date, member, form_token)
    if row is not None and (_is_same_form(row, form_token) or (row.is_current and not row.is_offered(at))):
        return row
    refuse_what_is_off(date, at)
    if row is None:
        row = Registration(occurrence=date, member=member)
    row.form_token = form_token
    if row.is_offered(at):
        return _seat(row, date=date, at=at, is_told=is_told)
    filled = filled or Filled()
    state = _next_state(date, member, filled, at=at, may_wait=may_wait, by=by)
    row.by = by
    if state == RegistrationState.REGISTERED:
        _seat(row, date=date, at=at, by=by, is_told=is_told)
    else:
        move(row, state, date=date, at=at, by=by)
    _write(row, filled, at)
    if row.is_requested:
        tell_of_request(registration=row, at=at)
    elif row.is_waiting and by is not None:
        tell_of_place(registration=row, at=at, by=by)
    return row


@transaction.atomic
def take(*, occurrence: Occurrence, member: Member, at: datetime | None = None) -> Registration:
    """Take the place that was offered; one who has it keeps it. Raises RegistrationRefused for one passed on."""
    at = at or timezone.now()
    date = locked(occurrence)
    row = Registration.objects.filter(occurrence=date, member=member).first()
    if row is not None and row.is_registered:
        return row
    refuse_what_is_off(date, at)
    if row is None or not row.is_offered(at):
        raise RegistrationRefused(
            _("This place is not kept for you any more: the time to take it is over. Register again to wait for one.")
        )
    return _seat(row, date=date, at=at)


def _seat(
    row: Registration, *, date: Occurrence, at: datetime, by: Member | None = None, is_told: bool = True
) -> Registration:
    """Give the place; whoever calls has asked whether it is theirs."""
    row.registered_at, row.recurrence_id = at, date.recurrence_id
    move(row, RegistrationState.REGISTERED, date=date, at=at, by=by)
    if is_told:
        tell_of_registration(registration=row, by=by)
    registered.send(sender=Registration, registration=row)
    return row


def _next_state(
    date: Occurrence, member: Member, filled: Filled, *, at: datetime, may_wait: bool, by: Member | None
) -> RegistrationState:
    """Where one who comes now stands: asking, registered or waiting. Raises what is refused."""
    if by is None:
        if reason := closed_because(date, at):
            raise RegistrationRefused(reason)
        refuse_without_answers(date, filled)
    refuse_over_quota(date, member)
    if by is None and rules_of(date.series).is_by_approval:
        return RegistrationState.REQUESTED
    if is_free(date, at) and Occurrence.objects.with_room(at).filter(pk=date.pk).exists():
        return RegistrationState.REGISTERED
    if may_wait and date.start_at > at:
        return RegistrationState.WAITING
    raise full(date)


def _write(row: Registration, filled: Filled, at: datetime) -> None:
    """Keep answers and needs with the registration, in place of former ones."""
    row.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(registration=row, question_id=question, text=text) for question, text in filled.answers.items() if text
    )
    if filled.needs:
        AccommodationRequest.objects.create(registration=row, text=filled.needs, written_at=at)


@transaction.atomic
def withdraw(
    *, occurrence: Occurrence, member: Member, at: datetime | None = None, by: Member | None = None
) -> Registration:
    """Give a place, an offer, a number or a request back; one who has none stays without. The next who waits moves up.

    `by` is who does it at the event's own pages: the event's deadline holds for them, and who had a place gets word for
    their calendar. A floor above that gives a place back asked its own rules, and says so itself. Raises
    RegistrationRefused when the date is over or it is too late.
    """
    at = at or timezone.now()
    date = locked(occurrence)
    registration = Registration.objects.filter(occurrence=date, member=member).first()
    if registration is None or date.end_at <= at:
        raise RegistrationRefused(
            _("This event is over.") if registration else _("You are not registered for this event.")
        )
    if not registration.is_current:
        pass_on(date, at=at)
        return registration
    had_place = registration.is_registered
    if had_place and by is not None:
        refuse_late_withdrawal(date, at)
    if registration.is_requested:
        forget_request(registration=registration)
    move(registration, RegistrationState.WITHDRAWN, date=date, at=at, by=by)
    if had_place and by is not None:
        tell_of_place(registration=registration, at=at)
    pass_on(date, at=at)
    return registration


def seat_who_asked(*, row: Registration, date: Occurrence, at: datetime, by: Member) -> Registration:
    """Let somebody in whose request stands: a place of the `locked` date, or the number they have in the list."""
    forget_request(registration=row)
    if is_free(date, at):
        return _seat(row, date=date, at=at, by=by)
    if date.start_at <= at:
        raise full(date)
    move(row, RegistrationState.WAITING, date=date, at=at, by=by)
    tell_of_place(registration=row, at=at, by=by)
    return row


def _is_same_form(row: Registration, form_token: UUID | None) -> bool:
    return form_token is not None and row.form_token == form_token


def _known(occurrence: Occurrence, member: Member, form_token: UUID | None) -> Registration | None:
    same_form = Q(form_token=form_token) if form_token else Q(pk=None)
    return Registration.objects.filter(Q(occurrence=occurrence) | same_form, member=member).order_by("pk").first()
