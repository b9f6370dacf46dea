"""Who took part in a date, as rows. Reads; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from community.people.models import Member
from events.models import Attendance, Occurrence, Registration
from events.querysets import viewers_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from events.querysets import OccurrenceQuerySet


def took_part_in(member: Member) -> OccurrenceQuerySet:
    """Dates that `member` is registered for or was at, and may still see: what they hear of afterwards."""
    registered = Occurrence.objects.registered_by(member).values("pk")
    there = Attendance.objects.present().filter(member=member).values("occurrence")
    return Occurrence.objects.open_to(member).filter(Q(pk__in=registered) | Q(pk__in=there))


def who_took_part(occurrence: Occurrence) -> QuerySet[Member]:
    """The same from the other side: who is registered or was there, and may still see it."""
    registered = Registration.objects.registered().filter(occurrence=occurrence).values("member")
    seeing = Member.objects.filter(viewers_of(occurrence.series))
    return seeing.filter(Q(pk__in=registered) | Q(pk__in=_there(occurrence))).distinct()


def who_was_there(occurrence: Occurrence) -> QuerySet[Member]:
    """Who was seen there, and may still see it."""
    return Member.objects.filter(viewers_of(occurrence.series), pk__in=_there(occurrence)).distinct()


def _there(occurrence: Occurrence) -> QuerySet[Attendance, int]:
    return Attendance.objects.present().filter(occurrence=occurrence).values_list("member", flat=True)
