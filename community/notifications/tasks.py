"""What the task cluster does with the outbox. Each of these may run twice or be killed at any moment."""

from __future__ import annotations

import random
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_q.tasks import async_task

from .mail.sending import hang_up, open_transport, reach, send
from .models import Mail, ReceivedMail
from .services import bounces, digests, outbox

SECONDS = settings.Q_CLUSTER["timeout"] * 2 / 3  # of work for one task; what is left is another one's
_HANDFUL = 20
KEPT = timedelta(days=90)


def send_due() -> str:
    """Send what is due, one mail after the other on one connection, for at most SECONDS."""
    until = time.monotonic() + SECONDS
    tried = sent = 0
    transport = open_transport()
    try:
        while time.monotonic() < until:
            due = list(Mail.objects.due().values_list("pk", flat=True)[:_HANDFUL])
            if not due:
                break
            random.shuffle(due)  # several workers at it rarely reach for the same one
            for pk in due:
                if time.monotonic() >= until:
                    break
                if error := reach(transport):
                    outbox.record_unreachable(error=error)
                    return f"{sent} mails sent of {tried} tried, then: {error}"
                mail = outbox.claim(pk=pk, at=timezone.now())
                if mail is not None:
                    tried += 1
                    sent += send(mail=mail, transport=transport)
    finally:
        hang_up(transport)
    return f"{sent} mails sent of {tried} tried"


def sweep() -> str:
    """Each minute: digests whose hour has come are written, and whatever is due is sent, a killed worker's too."""
    written = digests.write_digests()
    due = Mail.objects.due().count()
    for _number in range(min(-(-due // _HANDFUL), settings.Q_CLUSTER["workers"])):
        async_task(outbox.SEND_TASK, group="mail")
    return f"{written} digests written, {due} mails due"


def tidy() -> str:
    """Each night: mails and notes of received ones are kept for KEPT; a month without a bounce clears the score."""
    old = timezone.now() - KEPT
    mails, _by_model = Mail.objects.filter(created_at__lt=old).exclude(sent_at=None, not_needed_at=None).delete()
    received, _by_model = ReceivedMail.objects.filter(received_at__lt=old).delete()
    return f"{mails} mails and {received} notes deleted, {bounces.forget_old_bounces()} scores cleared"
