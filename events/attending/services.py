"""Checking in by oneself, and the code for it. It writes what the organizer's list writes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.enums import CheckIn
from events.models import CheckInCode, Occurrence
from events.registries import wholes
from events.services import AttendanceRefused, mark_attendance, register

from .codes import is_code, is_time, is_token, new_code


class WrongCode(HubError):
    """Not the code of this date, or not any more."""


@transaction.atomic
def make_code(*, occurrence: Occurrence, by: Member, admits_anybody: bool, at: datetime | None = None) -> CheckInCode:
    """Give the date a new code; the one there was, and its address, hold no more. Audited, without the code."""
    date = Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
    if not date.is_scheduled:
        raise AttendanceRefused(_("This date was cancelled, so nobody can check in."))
    old = CheckInCode.objects.filter(occurrence=date).first()
    code = new_code(besides=old.code if old else "")
    values = {"code": code, "admits_anybody": admits_anybody, "by": by, "made_at": at or timezone.now()}
    made, _is_new = CheckInCode.objects.update_or_create(occurrence=date, defaults=values)
    before = {"admits_anybody": old.admits_anybody} if old else None
    record(by=by, action="make check-in code", about=date, before=before, after={"admits_anybody": admits_anybody})
    return made


@transaction.atomic
def check_in(*, occurrence: Occurrence, member: Member, said: str, way: CheckIn, at: datetime | None = None) -> bool:
    """Mark `member` as there, by the code they typed or the address they opened; False when they were marked before.

    Who has no place gets one where the organizer allows that and there is room. Raises WrongCode; AttendanceRefused
    outside the hours, after an organizer took the attendance back, and without a place; EventFull.
    """
    at = at or timezone.now()
    date = Occurrence.objects.select_for_update(of=("self",)).select_related("series").get(pk=occurrence.pk)
    if not date.is_scheduled:
        raise AttendanceRefused(_("This date was cancelled, so nobody can check in."))
    if not is_time(date, at):
        raise AttendanceRefused(
            _("You can check in from one hour before the date to one hour after it. Ask an organizer to mark you.")
        )
    code = CheckInCode.objects.select_related("by").filter(occurrence=date).first()
    matches = is_token if way == CheckIn.QR else is_code
    if code is None or not matches(code, said):
        raise WrongCode(
            _("This is not the code of this date, or the organizers changed it. Type the one they show now.")
        )
    last = date.attendances.filter(member=member).order_by("-pk").first()
    if last is not None and last.is_present:
        return False
    if last is not None:
        raise AttendanceRefused(_("An organizer wrote that you were not there. Speak to an organizer."))
    _need_place(date, member, code, at)
    mark_attendance(occurrence=date, marks={member: True}, by=member, check_in=way, at=at)
    return True


def _need_place(date: Occurrence, member: Member, code: CheckInCode, at: datetime) -> None:
    """Raise unless `member` has a place, or gets one now: the organizer who made the code lets them in."""
    if date.registrations.registered().filter(member=member).exists():
        return
    is_part = any(whole.is_door for whole in wholes.of(date, member))
    if is_part or not code.admits_anybody or not Occurrence.objects.open_to(member).filter(pk=date.pk).exists():
        raise AttendanceRefused(_("You have no place at this date. Ask an organizer to let you in."))
    register(occurrence=date, member=member, by=code.by, at=at)
