"""Who hears that they are registered, that a date changed, that it is tomorrow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from community.notifications.models import Following
from community.notifications.registries import place_of
from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from events.enums import Status, Told
from events.models import Occurrence, Registration, Series
from events.querysets import viewers_of

BEFORE = timedelta(days=1)


def tell_of_registration(*, registration: Registration, by: Member | None = None) -> None:
    """Say so to who is registered from now on, with the date for their calendar; `by` is who registered them."""
    notify(
        kind=Told.REGISTRATION,
        to=[registration.member_id],
        about=registration.occurrence_id,
        key=registration.registered_at.isoformat(),
        by=by,
        at=registration.registered_at,
    )


def tell_of_offer(*, registration: Registration, at: datetime) -> None:
    """Tell who waited that a place is kept for them, and until when."""
    key = f"{registration.pk}-{registration.offered_until:%Y%m%dT%H%M%S}"
    notify(kind=Told.OFFERED, to=[registration.member_id], about=registration.occurrence_id, key=key, at=at)


def forget_offer(*, registration: Registration) -> None:
    """An offer that was taken, left or ran out needs no mail any more."""
    take_back(kind=Told.OFFERED, about=registration.occurrence_id, to=[registration.member_id])


def tell_of_place(*, registration: Registration, at: datetime, by: Member | None = None) -> None:
    """Tell somebody where they stand now: declined, waiting, offer over, withdrawn."""
    key = f"{registration.state}-{at.isoformat()}"
    notify(kind=Told.PLACE, to=[registration.member_id], about=registration.occurrence_id, key=key, by=by, at=at)


def tell_of_request(*, registration: Registration, at: datetime) -> None:
    """Tell the organizers, or who scheduled the event when it has none, that somebody asks for a place."""
    series = registration.occurrence.series
    organizers = set(series.organizers.values_list("pk", flat=True)) or {series.scheduled_by_id}
    notify(
        kind=Told.REQUESTED,
        to={pk for pk in organizers if pk is not None},
        about=registration.occurrence_id,
        key=_request(registration),
        by=registration.member,
        at=at,
    )


def forget_request(*, registration: Registration) -> None:
    """Nobody needs to hear of a request any more that was answered or taken back."""
    take_back(kind=Told.REQUESTED, about=registration.occurrence_id, key=_request(registration))


def _request(registration: Registration) -> str:
    return f"{registration.pk}-{registration.number}"


def tell_of_change(*, series: Series, occurrences: Iterable[Occurrence], sequence: int, at: datetime) -> None:
    """Tell who is registered for these dates or waits, and in one line who follows the series or its group.

    `sequence` is that of the calendar: the same change is told once, the next one again.
    """
    viewers = Member.objects.filter(viewers_of(series))
    told: set[int] = set()
    dates = list(occurrences)
    for row in Registration.objects.in_line().filter(occurrence__in=dates, member__in=viewers):
        notify(kind=Told.PLACE, to=[row.member_id], about=row.occurrence_id, key=f"date-{sequence}", at=at)
        told.add(row.member_id)
    for occurrence in (row for row in dates if row.registered_count):
        registered = Registration.objects.registered().filter(occurrence=occurrence).values("member")
        coming = list(viewers.filter(pk__in=registered).values_list("pk", flat=True))
        notify(kind=Told.CHANGED, to=coming, about=occurrence.pk, key=str(sequence), at=at)
        told.update(coming)
    places = [series.place, *([place_of("group", series.group_id)] if series.group_id else [])]
    followers = viewers.filter(pk__in=Following.objects.member_ids(*places)).values_list("pk", flat=True)
    others = set(followers) - told
    notify(kind=Told.SERIES_CHANGED, to=others, about=series.pk, places=places, key=str(sequence), at=at)


def remind(*, at: datetime | None = None) -> int:
    """Remind who is registered for what begins within a day; return how many. Run often; each is reminded once.

    Whoever registered within the last day has just heard of it. A date that moves is reminded of again.
    """
    at = at or timezone.now()
    soon = Occurrence.objects.filter(
        status=Status.SCHEDULED, series__live=True, start_at__gt=at, start_at__lte=at + BEFORE
    )
    reminded = 0
    for occurrence in soon.select_related("series").order_by("start_at", "pk"):
        early = Registration.objects.registered().filter(
            occurrence=occurrence, registered_at__lte=occurrence.start_at - BEFORE
        )
        coming = Member.objects.filter(viewers_of(occurrence.series), pk__in=early.values("member"))
        reminded += notify(
            kind=Told.REMINDER,
            to=coming.values_list("pk", flat=True),
            about=occurrence.pk,
            key=occurrence.start_at.isoformat(),
            at=at,
        )
    return reminded
