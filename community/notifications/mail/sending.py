"""One try to hand a mail to the SMTP server, and what its answer means."""

from __future__ import annotations

import email
import email.message
import email.policy
import logging
import smtplib
from contextlib import suppress
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from community.notifications.models import Mail, MailAddress
from community.notifications.services import outbox
from community.notifications.services.bounces import record_bounce

from .addresses import bounce_address, can_be_answered
from .composing import compose

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

_log = logging.getLogger("hub.mail")


def open_transport() -> BaseEmailBackend:
    """Where mail leaves the hub; `reach` connects it."""
    return get_connection(settings.MAIL_TRANSPORT)


def reach(transport: BaseEmailBackend) -> str:
    """Connect where no connection is open, and keep it for all of a run. What hinders it in words, or ""."""
    try:
        transport.open()
    except OSError as error:  # what smtplib raises is one too
        _log.warning("The mail server can't be reached: %s", error)
        return f"{type(error).__name__}: {error}"
    return ""


def hang_up(transport: BaseEmailBackend) -> None:
    """Close the connection; whatever the server says to that."""
    with suppress(OSError):
        transport.close()


def send(*, mail: Mail, transport: BaseEmailBackend) -> bool:
    """Try a claimed mail once and write down what came of it; True when it was sent.

    A failure is written down, never raised: the mail waits for its next try, or is given up.
    """
    try:
        message = _ready_made(mail) if mail.raw else _composed(mail)
        if message is None:
            outbox.record_not_needed(mail=mail)
            return False
        _hand_over(message, transport)
    except smtplib.SMTPRecipientsRefused as refusal:
        _refused(mail, refusal)
        hang_up(transport)  # with 421 the server did
        return False
    except Exception as error:  # noqa: BLE001  the edge of a task: whatever it is must not keep other mails back
        _log.warning("Mail %s failed at try %d: %s", mail.pk, mail.attempts, error)
        outbox.record_failure(mail=mail, error=f"{type(error).__name__}: {error}")
        hang_up(transport)
        return False
    outbox.record_sent(mail=mail, subject=str(message.subject))
    return True


def _hand_over(message: EmailMessage, transport: BaseEmailBackend) -> None:
    if not transport.send_messages([message]):
        raise smtplib.SMTPException("The mail names nobody.")


def _composed(mail: Mail) -> EmailMessage | None:
    if mail.member is None or not mail.member.is_active:
        return None
    mail.to = mail.member.email  # which may be another one than when the mail was written
    return None if is_stopped(mail.to) else compose(mail)


def is_stopped(address: str) -> bool:
    """Whether no more notifications go there."""
    return MailAddress.objects.filter(address=address.lower()).exclude(stopped_at=None).exists()


class _AsWritten(email.message.EmailMessage):
    """A message that leaves as it was written, byte by byte but for the ends of lines, which the backend asks for."""

    raw: bytes = b""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\n") -> bytes:
        return self.raw.replace(b"\r\n", b"\n").replace(b"\n", linesep.encode())


class _ReadyMade(EmailMessage):
    """A message whose text is fixed already."""

    def __init__(self, raw: bytes, sender: str, to: str) -> None:
        self._parsed = cast("_AsWritten", BytesParser(_AsWritten, policy=email.policy.SMTP).parsebytes(raw))
        self._parsed.raw = raw
        super().__init__(subject=str(self._parsed["Subject"] or ""), from_email=sender, to=[to])

    def message(self) -> email.message.Message:  # type: ignore[override]
        return self._parsed


def _ready_made(mail: Mail) -> EmailMessage:
    sender = bounce_address(mail.pk) if can_be_answered() else settings.DEFAULT_FROM_EMAIL
    return _ReadyMade(bytes(mail.raw or b""), sender, mail.to)


def _refused(mail: Mail, refusal: smtplib.SMTPRecipientsRefused) -> None:
    """The server does not take mail for this address: for good (5xx), or for now (4xx)."""
    code, words = next(iter(refusal.recipients.values()), (450, b""))
    said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    if 500 <= code < 600:
        outbox.record_not_needed(mail=mail, why=said)
        record_bounce(address=mail.to, is_hard=True, diagnostic=said)
    else:
        outbox.record_failure(mail=mail, error=said)
