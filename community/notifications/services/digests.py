"""Bundling what waits for a digest into one mail each, for many members at a time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from community.notifications.models import Mail, Notification
from community.people.models import Member

from .outbox import new_message_id

AT_ONCE = 200


def write_digests(*, at: datetime | None = None) -> int:
    """Write one mail for each member whose digest is due at `at`; return how many. Idempotent.

    Four queries for AT_ONCE members, each batch in a transaction of its own, so that memory stays flat and a killed
    worker leaves whole digests behind. What they say is put into words when they are sent.
    """
    at = at or timezone.now()
    written, last = 0, 0
    while True:
        due = Notification.objects.due_for_digest(at).filter(member__gt=last, member__is_active=True).order_by("member")
        ids = list(due.values_list("member", flat=True).distinct()[:AT_ONCE])
        if not ids:
            return written
        written += _write_batch(ids, at)
        last = ids[-1]


@transaction.atomic
def _write_batch(ids: list[int], at: datetime) -> int:
    members = Member.objects.filter(pk__in=ids, is_active=True).order_by("pk")
    readers = {member.pk: member for member in members.select_for_update(no_key=True)}  # two writers take turns
    due = Notification.objects.due_for_digest(at).filter(member__in=list(readers))
    still = set(due.values_list("member", flat=True).distinct())
    mails = Mail.objects.bulk_create(
        Mail(
            member=readers[pk],
            to=readers[pk].email,
            channel="digest",
            message_id=new_message_id(),
            next_try_at=at,
            created_at=at,
        )
        for pk in sorted(still)
    )
    mine = Mail.objects.filter(pk__in=[mail.pk for mail in mails], member=OuterRef("member"))
    # Without its hour nothing is told in a digest again when the mail is tidied away.
    due.filter(member__in=still).update(mail=Subquery(mine.values("pk")[:1]), due_at=None)
    return len(mails)
