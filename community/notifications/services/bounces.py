"""Mail that came back: a score for each address, and a stop at the limit.

A hard bounce (the address does not exist) counts BOUNCE_LIMIT at once; a soft one (mailbox full, try later) counts one,
and a month without any clears the score.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from community.notifications.enums import Stop
from community.notifications.models import MailAddress
from community.people.services import record

if TYPE_CHECKING:
    from community.people.models import Member

BOUNCE_LIMIT = 4
FORGOTTEN_AFTER = timedelta(days=30)
ONCE_WITHIN = timedelta(hours=12)  # a full mailbox sends back everything of one day
_CLEARED: dict[str, Any] = {"stopped_at": None, "why": "", "score": 0, "bounced_at": None, "diagnostic": ""}


@transaction.atomic
def record_bounce(*, address: str, is_hard: bool, diagnostic: str = "", at: datetime | None = None) -> MailAddress:
    """Count one mail that came back; at the limit no more notifications go to the address.

    Soft ones within ONCE_WITHIN count once.
    """
    at = at or timezone.now()
    row, _made = MailAddress.objects.get_or_create(address=address.strip().lower())
    row = MailAddress.objects.select_for_update().get(pk=row.pk)
    if row.bounced_at is not None and row.bounced_at < at - FORGOTTEN_AFTER:
        row.score = 0
    is_counted = is_hard or row.bounced_at is None or row.bounced_at <= at - ONCE_WITHIN
    row.score = min(row.score + (BOUNCE_LIMIT if is_hard else int(is_counted)), 100)
    row.diagnostic = diagnostic[:300]
    if is_counted:
        row.bounced_at = at  # of those that count: else one each six hours would put the next count off for ever
    if row.score >= BOUNCE_LIMIT and row.stopped_at is None:
        row.stopped_at, row.why = at, Stop.BOUNCES
    row.save()
    return row


def stop_of(address: str) -> MailAddress | None:
    """Why no more notifications go to an address, or None while they do."""
    return MailAddress.objects.filter(address=address.strip().lower()).exclude(stopped_at=None).first()


@transaction.atomic
def stop_address(*, address: str, why: Stop, by: Member | None = None, at: datetime | None = None) -> MailAddress:
    """No more notifications to an address; audited."""
    row, _made = MailAddress.objects.get_or_create(address=address.strip().lower())
    before = {"why": row.why}
    row.stopped_at, row.why = at or timezone.now(), why
    row.save(update_fields=["stopped_at", "why"])
    record(by=by, action="stop", about=row, before=before, after={"why": why.value})
    return row


@transaction.atomic
def lift_address(*, address: str, by: Member) -> bool:
    """What an operator does: notifications go to the address again, whatever stopped it; audited.

    Its score is cleared. False when nothing was stopped.
    """
    row = MailAddress.objects.filter(address=address.strip().lower()).exclude(stopped_at=None).first()
    if row is None:
        return False
    record(by=by, action="lift", about=row, before={"why": row.why}, after={"why": ""})
    MailAddress.objects.filter(pk=row.pk).update(**_CLEARED)
    return True


def resume_address(*, address: str) -> bool:
    """Mail goes to the address again and its score is cleared; False when nothing was stopped.

    What a reader reported as unwanted and what an operator stopped stay stopped here: an operator lifts those.
    """
    stopped = MailAddress.objects.filter(address=address.strip().lower(), why=Stop.BOUNCES)
    return bool(stopped.update(**_CLEARED))


def forget_old_bounces(*, at: datetime | None = None) -> int:
    """Delete what a month has cleared; stopped addresses stay."""
    old = MailAddress.objects.filter(stopped_at=None, bounced_at__lt=(at or timezone.now()) - FORGOTTEN_AFTER)
    return old.delete()[0]
