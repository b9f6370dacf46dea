"""A place joins another one, or part of it goes elsewhere: what was followed and told there follows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from community.notifications.models import Following, Mail, Notification

if TYPE_CHECKING:
    from community.notifications.querysets import NotificationQuerySet


@transaction.atomic(savepoint=False)
def join_places(*, former: str, into: str) -> None:
    """What was followed, muted and told at `former` is so at `into`; what somebody chose at `into` before stays.

    Mails that wait name the new place, so that their link stops it.
    """
    # Mails before notifications, in the order in which reading locks them.
    waiting = Mail.objects.untried().filter(channel=former).order_by("pk").select_for_update(no_key=True)
    Mail.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(channel=into)
    _send(Notification.objects.filter(place=former), into)
    there = Following.objects.at(into).values("member")
    Following.objects.at(former).filter(member__in=there).delete()
    Following.objects.at(former).update(place=into)


@transaction.atomic(savepoint=False)
def divide_place(*, former: str, into: str, kinds: Collection[str], about: Collection[int]) -> None:
    """Who follows or mutes `former` does so at `into` too; what was told of these kinds `about` some things moves."""
    _send(Notification.objects.filter(place=former, kind__in=kinds, subject_id__in=about), into)
    copies = [Following(member_id=row.member_id, place=into, level=row.level) for row in Following.objects.at(former)]
    Following.objects.bulk_create(copies, ignore_conflicts=True)


def _send(rows: NotificationQuerySet, place: str) -> None:
    locked = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    Notification.objects.filter(pk__in=locked).update(place=place)
