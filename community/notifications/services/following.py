"""Following and muting places, choosing levels and hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.notifications.enums import DIGESTS, Level
from community.notifications.models import Following, KindChoice, MailHours, Notification
from community.notifications.registries import kinds

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def followed_as(member: Member | AnonymousUser, place: str) -> Following | None:
    """How `member` follows or mutes a place, for its page (components/follow.html); one query, none for visitors."""
    if not member.is_authenticated:
        return None
    return Following.objects.filter(member=member, place=place).first()


def follow(*, member: Member, place: str, level: Level | str | None = None, is_watched: bool | None = None) -> None:
    """Follow a place. A level set before stays unless a new one is given; "" means as the choices by kind say.

    `is_watched`: hear of everything there, or of what is new only; likewise.
    """
    chosen = {"level": level, "is_watched": is_watched}
    given = {name: value for name, value in chosen.items() if value is not None}
    if given:
        Following.objects.update_or_create(member=member, place=place, defaults=given)
    else:
        follow_all(members=[member.pk], place=place)


def follow_all(*, members: Iterable[int], place: str) -> None:
    """Let members follow a place; what they chose for it before stays, a mute too."""
    Following.objects.bulk_create([Following(member_id=pk, place=place) for pk in members], ignore_conflicts=True)


def unfollow(*, member: Member, place: str) -> None:
    """Neither follow nor mute a place."""
    Following.objects.filter(member=member, place=place).delete()


@transaction.atomic
def choose_levels(*, member: Member, levels: Mapping[str, str]) -> None:
    """Remember a level by kind; "" goes back to the kind's default."""
    back = [kind for kind, level in levels.items() if not level]
    KindChoice.objects.filter(member=member, kind__in=back).delete()
    KindChoice.objects.bulk_create(
        [KindChoice(member=member, kind=kind, level=level) for kind, level in levels.items() if level],
        update_conflicts=True,
        unique_fields=["member", "kind"],
        update_fields=["level"],
    )


@transaction.atomic
def set_hours(*, hours: MailHours) -> MailHours:
    """Save when a member wants mail; what waits for a digest moves to its new hour, or out of it."""
    hours.save()
    times, now = hours.hours(hours.member.zone), timezone.now()
    waiting = Notification.objects.filter(member=hours.member, mail=None, read_at=None).exclude(due_at=None)
    if hours.is_digest_off:
        waiting.update(due_at=None)
    for level in () if hours.is_digest_off else DIGESTS:
        waiting.filter(level=level).update(due_at=times.next_digest(level, now))
    return hours


def stop_channel(*, member: Member, channel: str) -> None:
    """No more mail of one channel, and of no other: what one click on "unsubscribe" does. Twice is once.

    What happens there still shows on the site, unless the kind itself says otherwise (`Kind.stopped`).
    """
    name, _colon, rest = channel.partition(":")
    if channel == "digest":
        hours = MailHours.objects.filter(member=member).first() or MailHours(member=member)
        hours.is_digest_off = True
        set_hours(hours=hours)
    elif name == "kind":
        kind = kinds.get(rest)
        choose_levels(member=member, levels={rest: kind.stopped if kind else Level.SITE})
    else:
        follow(member=member, place=channel, level=Level.SITE)
