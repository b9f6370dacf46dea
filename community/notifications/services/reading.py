"""What a member has seen needs no mail any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.notifications.models import Mail, Notification
from community.notifications.registries import parts_of, place_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.notifications.querysets import NotificationQuerySet
    from community.people.models import Member


def mark_place_read(*, reader: Member, place: str, up_to: datetime) -> int:
    """Everything told about `place` up to a moment is read; return how many were not before."""
    return _mark(Notification.objects.filter(member=reader, place=place, at__lte=up_to))


def mark_places_read(*, reader: Member, sort: str, rows: QuerySet[Any], up_to: datetime) -> int:
    """Everything told up to a moment about many places of one sort ("topic") is read; return how many were not before.

    Three queries more than for one place, however many `rows` there are: only what the reader has unread is looked up.
    """
    mine = Notification.objects.filter(member=reader, place__startswith=place_of(sort, ""), at__lte=up_to)
    unread = mine.unread().order_by().values_list("place", flat=True).distinct()
    keys = {found[1] for found in map(parts_of, unread) if found}
    if not keys:
        return 0
    among = rows.filter(pk__in=keys).values_list("pk", flat=True)
    return _mark(mine.filter(place__in=[place_of(sort, key) for key in among]))


def mark_subject_read(*, reader: Member, kinds: Iterable[str], about: int, place: str = "") -> int:
    """Everything told of these kinds about one thing is read, and with `place` everything told about that."""
    about_it = Q(kind__in=list(kinds), subject_id=about)
    if place:
        about_it |= Q(place=place)
    return _mark(Notification.objects.filter(about_it, member=reader))


def mark_read(*, reader: Member, beside: Notification | None = None, up_to: datetime | None = None) -> int:
    """All of the reader's notifications, or those in one line with `beside`, are read, as far as the reader saw them.

    `up_to` is when the reader was shown them: what came later stays unread.
    """
    mine = Notification.objects.filter(member=reader, at__lte=up_to or timezone.now())
    return _mark(mine if beside is None else mine.beside(beside))


def _mark(rows: NotificationQuerySet) -> int:
    """Mark unread ones read; mails that have nothing left to say are not needed. Nothing unread: nothing written."""
    unread = rows.unread()
    told = set(unread.order_by().values_list("mail", flat=True).distinct())  # None for what is not mailed
    if not told:
        return 0
    with transaction.atomic(savepoint=False):
        # Locked, so that nothing is added to a mail between looking whether it has words left and dropping it.
        waiting = Mail.objects.untried().filter(pk__in=told - {None}).order_by("pk")
        locked = list(waiting.select_for_update(no_key=True).values_list("pk", flat=True))
        now = timezone.now()
        marked = unread.update(read_at=now)
        if locked:
            spent = Mail.objects.filter(pk__in=locked).exclude(notifications__read_at=None)
            spent.update(not_needed_at=now)
    return marked
