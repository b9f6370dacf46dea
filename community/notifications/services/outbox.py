"""The outbox: written with the fact, sent by tasks, tried again with patience, never lost.

A mail is claimed by one conditional UPDATE that counts the try and puts the next one off by MAIL_LEASE. A worker that
is killed therefore leaves nothing behind to tidy up: its mail is due again when the lease has run out. A try that fails
puts the next one off by MAIL_BACKOFF, doubled each time: 1, 2, 4 … 64 minutes. While the SMTP server can't be reached
at all nothing is tried and nothing counted, so that an outage of any length gives up no mail.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.http import int_to_base36
from django_q.tasks import async_task

from community.notifications.mail.addresses import our_domain
from community.notifications.models import Mail

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

    from community.notifications.models import Notification

MOST_TRIES = 8
ACCOUNT, ANSWER = "account", "answer"  # channels of mail that comes ready-made
SEND_TASK = "community.notifications.tasks.send_due"


def new_mail(row: Notification, *, channel: str, is_urgent: bool, next_try_at: datetime, at: datetime) -> Mail:
    """An unsaved mail to the member who is told `row`, with the Message-ID it keeps for ever."""
    return Mail(
        member=row.member,
        to=row.member.email,
        channel=channel,
        thread=row.place,
        message_id=new_message_id(),
        is_urgent=is_urgent,
        next_try_at=next_try_at,
        created_at=at,
    )


def new_message_id() -> str:
    """A Message-ID of our own domain (RFC 5322 3.6.4), so short that no header line is folded before it."""
    return f"<{int_to_base36(secrets.randbits(128))}@{our_domain()}>"


def send_soon() -> None:
    """Let the task cluster send what is due, once the caller's transaction is committed."""
    transaction.on_commit(lambda: async_task(SEND_TASK, group="mail"))


def claim(*, pk: int, at: datetime, lease: timedelta | None = None) -> Mail | None:
    """Take a due mail for one try, or None when another worker was first.

    A mail whose last try left no word, because its worker ended with it, is given up here.
    """
    until = at + (settings.MAIL_LEASE if lease is None else lease)
    taken = Mail.objects.due(at).filter(pk=pk).order_by().update(attempts=F("attempts") + 1, next_try_at=until)
    mail = Mail.objects.select_related("member").get(pk=pk) if taken else None
    if mail is not None and mail.attempts > MOST_TRIES:
        record_failure(mail=mail, error=mail.error or "The worker ended at each try.", at=at)
        return None
    return mail


def record_unreachable(*, error: str, at: datetime | None = None) -> None:
    """The SMTP server can't be reached: what is due stays due, and says why. No try is counted."""
    Mail.objects.due(at).exclude(error=error[:500]).order_by().update(error=error[:500])


def record_sent(*, mail: Mail, subject: str, at: datetime | None = None) -> None:
    """The other server took it; a ready-made text is wiped, since it may hold a code."""
    Mail.objects.filter(pk=mail.pk).update(
        to=mail.to,
        sent_at=at or timezone.now(),
        subject=subject[:255],
        raw=None,
        error="",
        dead_at=None,
        not_needed_at=None,
    )


def record_not_needed(*, mail: Mail, why: str = "", at: datetime | None = None) -> None:
    """Nothing is left to say, or nobody to say it to."""
    still = Mail.objects.waiting().filter(pk=mail.pk)
    still.update(not_needed_at=at or timezone.now(), error=why[:500], raw=None)


def record_failure(*, mail: Mail, error: str, at: datetime | None = None) -> None:
    """The try failed: wait twice as long as the last time, and give up after MOST_TRIES."""
    at = at or timezone.now()
    still = Mail.objects.waiting().filter(pk=mail.pk)
    if mail.attempts >= MOST_TRIES:
        still.update(error=error[:500], dead_at=at)
    else:
        still.update(error=error[:500], next_try_at=at + settings.MAIL_BACKOFF * 2 ** (mail.attempts - 1))


def try_again(*, mails: list[int], at: datetime | None = None) -> int:
    """Give given-up mails another MOST_TRIES tries, from now on; return how many."""
    count = Mail.objects.dead().filter(pk__in=mails).update(dead_at=None, attempts=0, next_try_at=at or timezone.now())
    send_soon()
    return count


def write_ready_made(*, message: EmailMessage, to: str, channel: str = ACCOUNT) -> Mail:
    """Put a message that is in words already into the outbox, for one reader, in the caller's transaction.

    It goes out as soon as that transaction is committed, whatever the hour.
    """
    parsed = message.message()
    mail_id = new_message_id()
    by_machine = "auto-replied" if channel == ANSWER else "auto-generated"  # RFC 3834
    for name, value in (("Message-ID", mail_id), ("Auto-Submitted", by_machine)):
        del parsed[name]
        parsed[name] = value
    mail = Mail.objects.create(
        to=to,
        channel=channel,
        subject=message.subject[:255],
        message_id=mail_id,
        raw=parsed.as_bytes(),
        is_urgent=True,
    )
    send_soon()
    return mail
