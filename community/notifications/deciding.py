"""How each of many members is told of one thing: the place's level, else the kind's, else the default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from .enums import DIGESTS, Level
from .models import Following, KindChoice, Mail, MailHours

if TYPE_CHECKING:
    from community.people.models import Member

    from .registries import Kind

HOLD = timedelta(minutes=3)  # what is read on the site within it is not mailed; more of the same joins the mail
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Decision:
    """How one member is told: `due_at` names the digest, `send_at` the earliest moment of a mail of its own."""

    member: Member
    level: Level
    due_at: datetime | None = None
    send_at: datetime | None = None


def decide(kind: Kind, members: Sequence[Member], places: Sequence[str], at: datetime) -> list[Decision]:
    """One decision for each member who is told at all, in four queries whatever their number.

    `places` go from the narrow to the wide (topic, board, group): the first one where a member chose a level counts.
    Whoever reached the daily limit, is away or took the digest finds it in the next digest instead of a mail.
    """
    ids = [member.pk for member in members]
    by_place = _levels_at(places, ids)
    by_kind = dict(KindChoice.objects.filter(member__in=ids, kind=kind.name).values_list("member", "level"))
    rows = {row.member_id: row for row in MailHours.objects.filter(member__in=ids)}
    sent = _mails_of_last_day(ids, at)
    decisions = []
    for member in members:
        level = Level(by_place.get(member.pk) or by_kind.get(member.pk) or kind.default)
        if level != Level.OFF:
            row = rows.get(member.pk) or MailHours()
            row.member = member
            decisions.append(_decision(level, row, kind, sent.get(member.pk, 0), at))
    return decisions


def _decision(level: Level, row: MailHours, kind: Kind, sent: int, at: datetime) -> Decision:
    member = row.member
    hours = row.hours(member.zone)
    if level == Level.INSTANT:
        if kind.is_urgent:
            return Decision(member, level, send_at=at)
        if sent < row.daily_limit and not hours.is_away(at):
            return Decision(member, level, send_at=hours.after_quiet(at + HOLD))
        level = Level.DAILY
    if level in DIGESTS and not row.is_digest_off:
        return Decision(member, level, due_at=hours.next_digest(level, at))
    return Decision(member, Level.SITE)


def _levels_at(places: Sequence[str], ids: Iterable[int]) -> dict[int, str]:
    """The level at the narrowest place for which a member chose one."""
    width = {place: number for number, place in enumerate(places)}
    chosen = (
        Following.objects.at(*places).filter(member__in=ids).exclude(level="").values_list("member", "place", "level")
    )
    levels: dict[int, str] = {}
    for member, _place, level in sorted(chosen, key=lambda row: -width[row[1]]):
        levels[member] = level
    return levels


def _mails_of_last_day(ids: Iterable[int], at: datetime) -> dict[int, int]:
    """How many mails of their own, urgent ones apart, were written to each within 24 hours."""
    recent = Mail.objects.filter(
        member__in=ids, is_urgent=False, not_needed_at=None, created_at__gt=at - DAY, notifications__level=Level.INSTANT
    )
    return dict(recent.values_list("member").annotate(number=Count("pk", distinct=True)))
