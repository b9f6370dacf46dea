"""Whether the page of a date asks the viewer for the code. Reads; changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from events.models import CheckInCode

from .codes import is_time

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.models import Occurrence


def is_there(date: Occurrence, member: Member) -> bool:
    """Whether they were seen."""
    return date.attendances.present().filter(member=member).exists()


def is_asked(date: Occurrence, viewer: Member | AnonymousUser, *, has_place: bool, at: datetime | None = None) -> bool:
    """Around the date, when there is a code that lets them in. No query at other times."""
    if not viewer.is_authenticated or not date.is_scheduled or not is_time(date, at or timezone.now()):
        return False
    code = CheckInCode.objects.filter(occurrence=date).first()
    return code is not None and (has_place or code.admits_anybody) and not is_there(date, viewer)
