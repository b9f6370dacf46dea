"""Who was there: written by the organizer's list, and taken back by another row. Reversals are audited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.enums import CheckIn
from events.models import Attendance, Occurrence
from events.signals import attended

EARLY = timedelta(hours=1)  # people sign in at the door before it begins


class AttendanceRefused(HubError):
    """Nobody can have been there: it did not begin, or does not take place."""


@transaction.atomic
def mark_attendance(
    *,
    occurrence: Occurrence,
    marks: Mapping[Member, bool],
    by: Member,
    minutes: Mapping[Member, int | None] | None = None,
    check_in: CheckIn = CheckIn.LIST,
    at: datetime | None = None,
) -> list[Attendance]:
    """Write who was there (True) and who was not after all (False); return the rows that are new.

    `minutes` says how long some of those who were there stayed; None is not known. What the rows say already is left
    alone, so the same list sent twice changes nothing; who never was there needs no row. Taking somebody back is
    audited. `attended` is sent for each new row but those that only say how long. Raises AttendanceRefused.
    """
    at = at or timezone.now()
    current = Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
    if not current.is_scheduled:
        raise AttendanceRefused(_("This date was cancelled, so nobody was there."))
    if current.start_at - EARLY > at:
        raise AttendanceRefused(_("This date has not begun. Mark who is there from one hour before it begins."))
    there = {row.member_id: row for row in current.attendances.present()}
    changed = {member: is_present for member, is_present in marks.items() if is_present != (member.pk in there)}
    stayed = minutes or {}
    rows = [
        Attendance(
            occurrence=current,
            member=member,
            is_present=is_present,
            check_in=check_in,
            by=by,
            at=at,
            minutes=stayed.get(member) if is_present else None,
        )
        for member, is_present in changed.items()
    ]
    for row in rows:
        _write(row, by=by)
    longer = [
        _as_long(there[member.pk], length, by=by, at=at)
        for member, length in stayed.items()
        if member not in changed and member.pk in there and there[member.pk].minutes != length
    ]
    return [*rows, *longer]


def _as_long(former: Attendance, minutes: int | None, *, by: Member, at: datetime) -> Attendance:
    """Another row that says how long; they were seen as before, and nobody is told anew."""
    row = Attendance(
        occurrence=former.occurrence,
        member=former.member,
        is_present=True,
        check_in=former.check_in,
        by=by,
        at=at,
        minutes=minutes,
    )
    row.save(force_insert=True)
    return row


def _write(row: Attendance, *, by: Member) -> None:
    row.save(force_insert=True)
    if not row.is_present:
        before = {"member": row.member_id, "is_present": True}
        record(
            by=by,
            action="take back attendance",
            about=row.occurrence,
            before=before,
            after={**before, "is_present": False},
        )
    attended.send(
        sender=Attendance,
        occurrence=row.occurrence,
        member=row.member,
        is_present=row.is_present,
        by=by,
        at=row.at,
    )
