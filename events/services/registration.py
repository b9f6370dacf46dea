"""Registering and withdrawing. A place is taken by one conditional UPDATE, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.safety.races import again_after_race
from events.enums import RegistrationState
from events.models import Occurrence, Registration
from events.signals import registered

from .telling import tell_of_registration


class RegistrationRefused(HubError):
    """One cannot register or withdraw any more."""


class EventFull(RegistrationRefused):
    """Every place is taken."""


@again_after_race
@transaction.atomic
def register(
    *,
    occurrence: Occurrence,
    member: Member,
    form_token: UUID | None = None,
    at: datetime | None = None,
    is_told: bool = True,
) -> Registration:
    """Give `member` a place and say so; one who has one, or sends the same form again, gets the row there is.

    With `is_told` False the caller says so in words of its own, once for all dates of a run, say. Raises EventFull when
    no place is left, RegistrationRefused when the date is over or called off.
    """
    at = at or timezone.now()
    known = _known(occurrence, member, form_token)
    if known is not None and (known.is_registered or (form_token is not None and known.form_token == form_token)):
        return known
    # Whoever gets past this line holds the row until the end of the transaction, so the rest is done one by one.
    taken = Occurrence.objects.with_room(at).filter(pk=occurrence.pk).update(registered_count=F("registered_count") + 1)
    known = _known(occurrence, member, form_token)
    if known is not None and known.is_registered:  # the same member, in another window, a moment ago
        _give_back(occurrence, places=taken)
        return known
    if not taken:
        raise _refusal(occurrence, at)
    registration, made = Registration.objects.get_or_create(
        occurrence=occurrence,
        member=member,
        defaults={"form_token": form_token, "registered_at": at, "recurrence_id": occurrence.recurrence_id},
    )
    if not made:
        registration.state = RegistrationState.REGISTERED
        registration.form_token, registration.registered_at = form_token, at
        registration.recurrence_id = occurrence.recurrence_id
        registration.save(update_fields=["state", "form_token", "registered_at", "recurrence_id"])
    if is_told:
        tell_of_registration(registration=registration)
    registered.send(sender=Registration, registration=registration)
    return registration


@transaction.atomic
def withdraw(*, occurrence: Occurrence, member: Member, at: datetime | None = None) -> Registration:
    """Give a place back; one who has none stays without. Raises RegistrationRefused when the date is over."""
    at = at or timezone.now()
    current = Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
    registration = Registration.objects.filter(occurrence=current, member=member).first()
    if registration is None or current.end_at <= at:
        raise RegistrationRefused(
            _("This event is over.") if registration else _("You are not registered for this event.")
        )
    freed = Registration.objects.filter(pk=registration.pk, state=RegistrationState.REGISTERED).update(
        state=RegistrationState.WITHDRAWN
    )
    _give_back(current, places=freed)
    registration.state = RegistrationState.WITHDRAWN
    return registration


def _known(occurrence: Occurrence, member: Member, form_token: UUID | None) -> Registration | None:
    same_form = Q(form_token=form_token) if form_token else Q(pk=None)
    return Registration.objects.filter(Q(occurrence=occurrence) | same_form, member=member).order_by("pk").first()


def _give_back(occurrence: Occurrence, *, places: int) -> None:
    if places:
        Occurrence.objects.filter(pk=occurrence.pk, registered_count__gt=0).update(
            registered_count=F("registered_count") - 1
        )


def _refusal(occurrence: Occurrence, at: datetime) -> RegistrationRefused:
    current = Occurrence.objects.select_related("series").get(pk=occurrence.pk)
    if not current.is_scheduled or not current.series.live:
        return RegistrationRefused(_("This event was cancelled, so nobody can register. Choose another date."))
    if current.end_at <= at:
        return RegistrationRefused(_("This event is over, so nobody can register. Choose a later date."))
    return EventFull(_("This event is full: all %(places)d places are taken.") % {"places": current.capacity or 0})
