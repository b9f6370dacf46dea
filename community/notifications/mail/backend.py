"""Django's mail backend: whatever any part of the hub sends (log-in codes, workflow mails) goes through the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from community.notifications.services.outbox import write_ready_made


class OutboxBackend(BaseEmailBackend):
    """Writes messages to the outbox in the caller's transaction instead of sending them; one row for each reader."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; return how many."""
        for message in email_messages:
            for recipient in message.recipients():
                write_ready_made(message=message, to=parseaddr(recipient)[1])
        return len(email_messages)
