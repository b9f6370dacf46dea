"""The one door for everything that tells people something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from community.notifications.deciding import Decision, decide
from community.notifications.models import Mail, Notification
from community.notifications.registries import OF_ITS_KIND, kinds
from community.people.models import Member
from community.safety.races import again_after_race

from .outbox import new_mail, send_soon

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.notifications.registries import Kind

_AT_ONCE = 500
_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def without_mail() -> Iterator[None]:
    """What is told within shows on the site and counts as mailed: for the sample hub, whose people have no mailbox."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def notify(
    *,
    kind: str,
    to: Iterable[int] | QuerySet[Member, int],
    about: int,
    places: Sequence[str] = (),
    key: str = "",
    channel: str = "",
    by: Member | None = None,
    at: datetime | None = None,
) -> int:
    """Tell the members `to` (primary keys) of `about`, in the caller's transaction; return how many were told newly.

    `about` is the primary key of the kind's subject, `places` where it happened, from the narrow to the wide. `channel`
    is the place that is the reason, where it is not the one the kind names: what one stops by unsubscribing. `by` is
    never told. Telling the same again (same kind, subject and `key`) changes nothing. Mails are written to the outbox
    here and sent after commit. Raises KeyError for an unknown kind.
    """
    fact: dict[str, Any] = {
        "kind": kind,
        "subject_id": about,
        "key": key,
        "place": places[0] if places else "",
        "by": by,
        "at": at or timezone.now(),
    }
    told = _tell_all(sorted(set(to)), places, fact, channel or _channel(kinds[kind], places))
    if told and kinds[kind].is_urgent and not _is_quiet.get():
        send_soon()
    return told


@again_after_race
@transaction.atomic
def _tell_all(ids: Sequence[int], places: Sequence[str], fact: dict[str, Any], channel: str) -> int:
    """Tell the members `ids` who are not told yet, in the order of their keys; return how many.

    Somebody who tells the same at the same moment wins the race; the second turn finds their rows. The order keeps two
    who tell the same members from waiting for each other.
    """
    kind, by, told = kinds[fact["kind"]], fact["by"], 0
    for start in range(0, len(ids), _AT_ONCE):
        members = Member.objects.filter(pk__in=ids[start : start + _AT_ONCE], is_active=True).order_by("pk")
        readers = list(members.exclude(pk=by.pk) if by else members)
        if not readers:
            continue
        decisions = decide(kind, readers, places, fact["at"])
        if _is_quiet.get():
            decisions = [replace(decision, due_at=None, send_at=None) for decision in decisions]
        told += _tell(decisions, fact, channel)
    return told


def _tell(decisions: Sequence[Decision], fact: dict[str, Any], channel: str) -> int:
    """Write what is new, with its mails; a row that was there already stays as it is. Return how many are new."""
    same = Notification.objects.filter(kind=fact["kind"], subject_id=fact["subject_id"], key=fact["key"])
    members = [decision.member.pk for decision in decisions]
    known = set(same.filter(member__in=members).values_list("member", flat=True))
    new = [decision for decision in decisions if decision.member.pk not in known]
    rows = [Notification(member=each.member, level=each.level, due_at=each.due_at, **fact) for each in new]
    send_at = {each.member.pk: each.send_at for each in new if each.send_at is not None}
    _add_mails([row for row in rows if row.member_id in send_at], send_at, channel)
    Notification.objects.bulk_create(rows)
    return len(rows)


def _channel(kind: Kind, places: Sequence[str]) -> str:
    """What one unsubscribes from: the place that the kind names, else the narrowest, else the kind."""
    if kind.channel == OF_ITS_KIND:
        return f"{OF_ITS_KIND}:{kind.name}"
    named = (place for place in places if kind.channel and place.startswith(f"{kind.channel}:"))
    return next(named, places[0] if places else f"kind:{kind.name}")


def _add_mails(rows: Sequence[Notification], send_at: Mapping[int, datetime], channel: str) -> None:
    """Give each unsaved row a mail: one that still waits in the same channel ("3 replies in …"), or a new one."""
    if not rows:
        return
    is_urgent = kinds[rows[0].kind].is_urgent
    waiting: dict[int | None, Mail] = {} if is_urgent else _waiting(channel, [row.member_id for row in rows])
    mails = [
        waiting.get(row.member_id)
        or new_mail(row, channel=channel, is_urgent=is_urgent, next_try_at=send_at[row.member_id], at=row.at)
        for row in rows
    ]
    Mail.objects.bulk_create([mail for mail in mails if mail.pk is None])
    for row, mail in zip(rows, mails, strict=True):
        row.mail = mail


def _waiting(channel: str, members: Sequence[int]) -> dict[int | None, Mail]:
    """Mails that nobody has tried to send yet; locked, so that no worker puts one into words before it is complete."""
    same = Mail.objects.untried().filter(channel=channel, is_urgent=False, member__in=members)
    return {mail.member_id: mail for mail in same.order_by("pk").select_for_update(no_key=True) if mail.member_id}


@transaction.atomic
def take_back(*, kind: str, about: int, to: Iterable[int] | None = None, key: str | None = None) -> int:
    """Delete unread notifications that are not true any more (a request that was answered); return how many.

    A mail that says nothing else is then not needed: it finds no words when its time comes.
    """
    rows = Notification.objects.unread().filter(kind=kind, subject_id=about)
    if to is not None:
        rows = rows.filter(member__in=to)
    if key is not None:
        rows = rows.filter(key=key)
    return rows.delete()[0]
