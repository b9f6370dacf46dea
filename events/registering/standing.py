"""Where somebody stands at a date, in the words of its page. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from events.enums import RegistrationState
from events.models import AccommodationRequest, Registration

from .rules import closed_because, moment, rules_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.models import Occurrence, RegistrationRules

    Viewer = Member | AnonymousUser


@dataclass(frozen=True)
class Standing:
    """What templates/events/take_part.html shows. `position` is the place in the waiting list, 0 elsewhere.

    `closed` says why nobody new can register, `yours_until` until when an offer holds, `has_left` that no place is kept
    any more; `is_late` that who comes can't withdraw any more.
    """

    rules: RegistrationRules
    registration: Registration | None = None
    position: int = 0
    closed: str = ""
    yours_until: str = ""
    withdraws_until: str = ""
    is_late: bool = False
    is_line_open: bool = False

    @property
    def is_registered(self) -> bool:
        """They come."""
        return self.registration is not None and self.registration.is_registered

    @property
    def is_current(self) -> bool:
        """They come, or may still; an offer that ran out is over even before somebody noticed."""
        return self.registration is not None and self.registration.is_current and not self.is_expired

    @property
    def is_expired(self) -> bool:
        """A place was kept, and they did not take it."""
        if self.registration is None:
            return False
        ran_out = self.registration.state == RegistrationState.OFFERED and not self.yours_until
        return ran_out or self.registration.state == RegistrationState.EXPIRED

    @property
    def declined_because(self) -> str:
        """What the organizer wrote."""
        is_declined = self.registration is not None and self.registration.state == RegistrationState.DECLINED
        return self.registration.reason if is_declined and self.registration else ""


def standing_of(date: Occurrence, viewer: Viewer, *, at: datetime | None = None) -> Standing:
    """One query for a member. `date` comes with its series and their rules."""
    at = at or timezone.now()
    rules = rules_of(date.series)
    mine = Registration.objects.with_position().filter(occurrence=date)
    row = mine.filter(member=viewer).first() if viewer.is_authenticated else None
    until = rules.withdraws_until(date)
    is_offered = row is not None and row.is_offered(at)
    return Standing(
        rules=rules,
        registration=row,
        position=row.position if row is not None and row.is_waiting else 0,
        closed=closed_because(date, at),
        yours_until=moment(row.offered_until) if is_offered and row and row.offered_until else "",
        withdraws_until=moment(until) if until else "",
        is_late=until is not None and at >= until,
        is_line_open=date.start_at > at and (date.places_left == 0 or date.waiting_count > 0),
    )


def position_of(row: Registration) -> int:
    """How many wait before somebody, and themselves."""
    return Registration.objects.with_position().get(pk=row.pk).position


def needs_count(date: Occurrence, viewer: Viewer) -> int:
    """How many wrote what they need, for those who may read it."""
    return AccommodationRequest.objects.visible_to(viewer).filter(registration__occurrence=date).count()


def reads_needs(viewer: Viewer, rules: RegistrationRules) -> bool:
    """Whether they handle what people need; organizers are asked for by the rows themselves."""
    return viewer.is_authenticated and rules.accommodation_handler_id == viewer.pk
