"""Who hears that they are registered, that a date changed, that it is tomorrow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from community.notifications.models import Following
from community.notifications.registries import place_of
from community.notifications.services.telling import notify
from community.people.models import Member
from events.enums import Status, Told
from events.models import Occurrence, Registration, Series
from events.querysets import viewers_of

BEFORE = timedelta(days=1)


def tell_of_registration(*, registration: Registration) -> None:
    """Say so to who registered just now, with the date for their calendar."""
    notify(
        kind=Told.REGISTRATION,
        to=[registration.member_id],
        about=registration.occurrence_id,
        key=registration.registered_at.isoformat(),
        at=registration.registered_at,
    )


def tell_of_change(*, series: Series, occurrences: Iterable[Occurrence], sequence: int, at: datetime) -> None:
    """Tell who is registered for these dates, and in one line who follows the series or its group.

    `sequence` is that of the calendar: the same change is told once, the next one again.
    """
    viewers = Member.objects.filter(viewers_of(series))
    told: set[int] = set()
    for occurrence in (row for row in occurrences if row.registered_count):
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
