"""Taking, giving and leaving places. The run's row is the lock; the database refuses one seat too many."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events import services as events
from training.runs.enums import Door, PlaceState, RunTold, Way
from training.runs.errors import PlaceRefused, RunClosed, closed
from training.runs.models import Run, RunEnrolment, RunSession
from training.services import learning

from .telling import forget_request, tell_of_place, tell_of_request


def locked(run: Run) -> Run:
    """The run as it is now, held until the end of the transaction: whoever changes its places comes through here."""
    return Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)


@transaction.atomic
def join(
    *, run: Run, member: Member, words: str = "", form_token: UUID | None = None, at: datetime | None = None
) -> RunEnrolment:
    """Give `member` a seat, or the next number in the waiting list; where an instructor decides, a request.

    A seat enrols in the course and registers for the sessions to come. One who is in the run already, or sends the same
    form again, gets the row there is. Raises RunClosed and PlaceRefused.
    """
    at = at or timezone.now()
    current = locked(run)
    row = current.enrolments.of(member).first()
    if row is not None and (row.is_current or (form_token is not None and row.form_token == form_token)):
        return row
    _refuse_unless_open(current, at)
    if form_token and RunEnrolment.objects.of(member).filter(form_token=form_token).exists():
        raise PlaceRefused(_("This form was sent before, for another run. Press the button once more."))
    if current.way == Way.DEPARTMENT:
        raise PlaceRefused(_("Data coordinators enrol people in this run. Ask the one of your department."))
    if current.way == Way.SELF and row is not None and row.state == PlaceState.DECLINED:
        raise PlaceRefused(_("An instructor took you out of this run. Ask them before you come back."))
    state = PlaceState.REQUESTED if current.way == Way.APPROVAL else PlaceState.WAITING
    row = _queue(current, member, state=state, words=words, form_token=form_token, at=at)
    if state == PlaceState.REQUESTED:
        tell_of_request(run=current, enrolment=row, at=at)
    else:
        fill(current, at=at, kinds={row.pk: RunTold.PLACE})
    row.refresh_from_db()
    return row


@transaction.atomic
def enrol_people(*, run: Run, members: Iterable[Member], by: Member, at: datetime | None = None) -> list[RunEnrolment]:
    """Let a coordinator bring people: seats while there are some, then the waiting list, in the order given. Audited.

    People who are in the run already stay as they are. Raises RunClosed, and PlaceRefused for somebody of another
    department.
    """
    at = at or timezone.now()
    current = locked(run)
    _refuse_unless_open(current, at)
    people = list(members)
    if any(member.department_id is None or member.department_id != by.department_id for member in people):
        raise PlaceRefused(_("You can enrol people of your own department only."))
    known = set(current.enrolments.current().values_list("member", flat=True))
    new = [
        _queue(current, member, state=PlaceState.WAITING, at=at, by=by) for member in people if member.pk not in known
    ]
    fill(current, at=at, kinds={row.pk: RunTold.PLACE for row in new}, by=by)
    rows = list(current.enrolments.filter(pk__in=[row.pk for row in new]).order_by("number"))
    tell_of_place(kind=RunTold.PLACE, enrolments=[row for row in rows if row.state == PlaceState.WAITING], at=at, by=by)
    if rows:
        record(by=by, action="enrol people", about=current, after={"members": [row.member_id for row in rows]})
    return rows


@transaction.atomic
def leave(*, run: Run, member: Member, at: datetime | None = None) -> RunEnrolment | None:
    """Give a place, a number in the waiting list or a request back; the next who waits moves up. Idempotent.

    The course goes on: who leaves a run keeps what they did and learns at their own pace. Raises RunClosed when the run
    is over.
    """
    at = at or timezone.now()
    current = locked(run)
    row = current.enrolments.of(member).current().first()
    if row is None:
        return None
    if current.is_over(at):
        raise RunClosed(_("This run is over, and your place stays on record."))
    _free(current, row, PlaceState.LEFT, at=at)
    return row


@transaction.atomic
def approve(*, enrolment: RunEnrolment, by: Member, at: datetime | None = None) -> RunEnrolment:
    """Grant a request: a seat if there is one, else a number in the waiting list. Audited; idempotent.

    Raises RunClosed when the run is over or cancelled.
    """
    at = at or timezone.now()
    current = locked(enrolment.run)
    row = current.enrolments.get(pk=enrolment.pk)
    if row.state != PlaceState.REQUESTED:
        return row
    if (door := current.door_at(at)) in {Door.OVER, Door.CANCELLED}:
        raise closed(door)
    forget_request(run=current, enrolment=row)
    row.state, row.decided_by, row.decided_at = PlaceState.WAITING, by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    fill(current, at=at, kinds={row.pk: RunTold.ANSWERED}, by=by)
    row.refresh_from_db()
    if row.state == PlaceState.WAITING:
        tell_of_place(kind=RunTold.ANSWERED, enrolments=[row], at=at, by=by)
    record(by=by, action="approve", about=row, after={"member": row.member_id, "state": row.state})
    return row


@transaction.atomic
def decline(*, enrolment: RunEnrolment, by: Member, reason: str, at: datetime | None = None) -> RunEnrolment:
    """Refuse a request, or take somebody out of the run or its waiting list; they are told why. Audited; idempotent.

    Raises RunClosed when the run is over.
    """
    at = at or timezone.now()
    current = locked(enrolment.run)
    row = current.enrolments.get(pk=enrolment.pk)
    if not row.is_current:
        return row
    if current.is_over(at):
        raise RunClosed(_("This run is over, and its places stay on record."))
    before = {"member": row.member_id, "state": row.state}
    row.decided_by, row.decided_at, row.reason = by, at, reason
    _free(current, row, PlaceState.DECLINED, at=at)
    tell_of_place(kind=RunTold.ANSWERED, enrolments=[row], at=at, by=by)
    after = {"member": row.member_id, "state": row.state, "reason": reason}
    record(by=by, action="decline", about=row, before=before, after=after)
    return row


def _refuse_unless_open(run: Run, at: datetime) -> None:
    if (door := run.door_at(at)) != Door.OPEN:
        raise closed(door)


def fill(run: Run, *, at: datetime, kinds: dict[int, RunTold] | None = None, by: Member | None = None) -> int:
    """Give the free seats of a `locked` run to those who wait, in order; return how many.

    `kinds` says for whom it is something else than moving up.
    """
    if run.is_cancelled or run.is_over(at):
        return 0
    waiting = run.enrolments.waiting().select_related("member")
    rows = list(waiting if run.seats_left is None else waiting[: run.seats_left])
    sessions = list(run.sessions.to_come(at).select_related("occurrence__series"))
    for row in rows:
        _seat(run, row, sessions, at)
        tell_of_place(kind=(kinds or {}).get(row.pk, RunTold.MOVED_UP), enrolments=[row], at=at, by=by)
    return len(rows)


def register_for(sessions: Collection[RunSession], member: Member, *, at: datetime) -> None:
    """Register for the dates of the sessions, without a word: the place says it. A full date is left out."""
    for session in sessions:
        try:
            events.register(occurrence=session.occurrence, member=member, at=at, is_told=False)
        except HubError:
            continue  # linked, and full or called off meanwhile: its page says so


def _queue(
    run: Run,
    member: Member,
    *,
    state: PlaceState,
    at: datetime,
    words: str = "",
    form_token: UUID | None = None,
    by: Member | None = None,
) -> RunEnrolment:
    """The member's row, with the next number of the `locked` run."""
    Run.objects.filter(pk=run.pk).update(numbers_given=F("numbers_given") + 1)
    run.numbers_given += 1
    values = {
        "state": state,
        "number": run.numbers_given,
        "asked_at": at,
        "words": words,
        "form_token": form_token,
        "by": by,
        "decided_by": None,
        "decided_at": None,
        "reason": "",
    }
    row, _made = RunEnrolment.objects.update_or_create(run=run, member=member, defaults=values)
    return row


def _seat(run: Run, row: RunEnrolment, sessions: Collection[RunSession], at: datetime) -> None:
    Run.objects.filter(pk=run.pk).update(taken_count=F("taken_count") + 1)
    run.taken_count += 1
    row.state = PlaceState.IN
    row.save(update_fields=["state"])
    register_for(sessions, row.member, at=at)  # dates before the enrolment, as attendance locks them
    learning.enrol(member=row.member, course=run.course, at=at)


def _free(run: Run, row: RunEnrolment, state: PlaceState, *, at: datetime) -> None:
    """Let go of whatever the row holds in the `locked` run; a seat goes to the next who waits."""
    had_seat = row.is_in
    forget_request(run=run, enrolment=row)
    row.state = state
    row.save()
    if not had_seat:
        return
    Run.objects.filter(pk=run.pk).update(taken_count=F("taken_count") - 1)
    run.taken_count -= 1
    mine = run.sessions.to_come(at).filter(is_own=True, occurrence__registrations__member=row.member)
    for session in mine.select_related("occurrence"):
        events.withdraw(occurrence=session.occurrence, member=row.member, at=at)
    fill(run, at=at)
