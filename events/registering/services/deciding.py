"""What organizers decide about people: let in, decline or take out, register for somebody. Audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.enums import RegistrationState
from events.models import Registration
from events.querysets import viewers_of
from events.registering.rules import RegistrationRefused, refuse_what_is_off
from events.services.places import locked, move, pass_on
from events.services.registration import register, seat_who_asked
from events.services.telling import forget_request, tell_of_place

if TYPE_CHECKING:
    from events.models import Occurrence


@transaction.atomic
def let_in(*, registration: Registration, by: Member, at: datetime | None = None) -> Registration:
    """Grant a request: a place if one is free and nobody waits, else the number they have in the waiting list.

    Who asked hears. One who does not ask any more stays as they are. Raises RegistrationRefused for a date that is off.
    """
    at = at or timezone.now()
    date = locked(registration.occurrence)
    pass_on(date, at=at)
    row = Registration.objects.select_related("member").get(pk=registration.pk)
    if not row.is_requested:
        return row
    refuse_what_is_off(date, at)
    row.occurrence = date
    seat_who_asked(row=row, date=date, at=at, by=by)
    record(by=by, action="let in", about=date, after={"member": row.member_id, "state": row.state})
    return row


@transaction.atomic
def decline(*, registration: Registration, by: Member, reason: str, at: datetime | None = None) -> Registration:
    """Say no to a request, or take somebody out; they hear why, and a place goes to the next. Idempotent.

    Raises RegistrationRefused when the date is over.
    """
    at = at or timezone.now()
    date = locked(registration.occurrence)
    row = Registration.objects.select_related("member").get(pk=registration.pk)
    if not row.is_current:
        return row
    if date.end_at <= at:
        raise RegistrationRefused(_("This date is over, and its places stay on record."))
    row.occurrence = date
    before = {"member": row.member_id, "state": row.state}
    if row.is_requested:
        forget_request(registration=row)
    move(row, RegistrationState.DECLINED, date=date, at=at, by=by, reason=reason)
    tell_of_place(registration=row, at=at, by=by)
    pass_on(date, at=at)
    after = {"member": row.member_id, "state": row.state, "reason": reason}
    record(by=by, action="decline", about=date, before=before, after=after)
    return row


@again_after_race
@transaction.atomic
def bring(
    *, occurrence: Occurrence, members: Sequence[Member], by: Member, at: datetime | None = None
) -> list[Registration]:
    """Register others, in the order given: places while there are some, then the waiting list. They hear who did it.

    All or nobody. Deadlines, questions and approval bind no organizer; places, quota and who may see the event do.
    Raises RegistrationRefused with the name.
    """
    at = at or timezone.now()
    date = locked(occurrence)
    allowed = set(
        Member.objects.filter(viewers_of(date.series), pk__in=[one.pk for one in members]).values_list("pk", flat=True)
    )
    rows = []
    for member in members:
        if member.pk not in allowed:
            raise RegistrationRefused(
                _("%(name)s can't see this event: it is only for members of its group.") % {"name": member}
            )
        try:
            rows.append(register(occurrence=date, member=member, at=at, may_wait=True, by=by))
        except RegistrationRefused as refusal:
            raise RegistrationRefused(f"{member}: {refusal.message}") from refusal
    record(by=by, action="register others", about=date, after={str(row.member_id): row.state for row in rows})
    return rows
