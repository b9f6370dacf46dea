"""Mail that comes in: answers go where the web form goes, returned mail is counted, the rest is told why not.

Every mail is taken once for each of our addresses it was sent to, whatever its server believes: by its Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files import File
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.enums import Stop
from community.notifications.inbound import COMPLAINT, Attachment, Letter, UnreadableLetter, read
from community.notifications.mail.addresses import (
    ReplyTarget,
    read_bounce_address,
    read_reply_address,
)
from community.notifications.models import Mail, ReceivedMail
from community.notifications.registries import ReplyByMail, subjects
from community.people.errors import HubError
from community.people.models import Member
from community.safety.uploads import Admitted, Purpose, UploadRefused, admit

from .bounces import record_bounce, stop_address
from .outbox import ANSWER, write_ready_made

MOST_ANSWERS_AN_HOUR = 5  # to one address: two machines that answer each other stop soon
_NAMESPACE = UUID("5f1c9f0a-6a55-4b0e-9a43-6f2d4c6a1f6e")
_log = logging.getLogger("hub.mail")


class LetterRefused(HubError):
    """The answer can't be taken; its sender is told why."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mail for one of our addresses."""

    what: str
    is_new: bool = True


def is_ours(address: str) -> bool:
    """Whether an address is one that we gave to somebody: everything else is refused at the door."""
    return read_reply_address(address) is not None or read_bounce_address(address) is not None


def receive(*, raw: bytes, sender: str, recipients: Sequence[str]) -> list[Outcome]:
    """Take one mail in: `sender` and `recipients` are those of the envelope. One outcome for each address of ours.

    Raises only what a database raises: the server that brings the mail then tries again later, and nothing is lost.
    """
    ours = sorted({address.strip().lower() for address in recipients if is_ours(address)})
    try:
        letter: Letter | UnreadableLetter = read(raw)
    except UnreadableLetter as refusal:
        letter = refusal
    outcomes = []
    for address in ours:
        token = _token(raw, letter, address)
        outcome = _take_once(token, letter, address, sender)
        _log.info("A mail for %s: %s", address.partition("+")[0], outcome.what)
        outcomes.append(outcome)
    return outcomes


def _token(raw: bytes, letter: Letter | UnreadableLetter, address: str) -> UUID:
    name = letter.message_id if isinstance(letter, Letter) else raw.decode("latin-1")[:4_000]
    return uuid5(_NAMESPACE, f"{name}\n{address}")


def _take_once(token: UUID, letter: Letter | UnreadableLetter, address: str, sender: str) -> Outcome:
    """The row comes first: a twin that is taken at the same moment waits for it, and finds it."""
    try:
        with transaction.atomic():
            row = ReceivedMail.objects.create(
                token=token,
                message_id=(letter.message_id if isinstance(letter, Letter) else "")[:255],
                sender=sender[:320],
                outcome="",
            )
            row.outcome = _take(token, letter, address, sender)[:200]
            row.save(update_fields=["outcome"])
            return Outcome(row.outcome)
    except IntegrityError:
        known = ReceivedMail.objects.filter(token=token).first()
        if known is None:  # another constraint: not ours to swallow
            raise
        return Outcome(known.outcome, is_new=False)


def _take(token: UUID, letter: Letter | UnreadableLetter, address: str, sender: str) -> str:
    returned = read_bounce_address(address)
    if returned is not None:
        return _count_returned(returned, letter)
    target = read_reply_address(address)
    if target is None:
        return "not for us"
    if isinstance(letter, Letter) and (letter.is_automatic or letter.bounce):
        return f"not taken, sent by a machine: {letter.automatic_reason or 'returned mail'}"
    try:
        return _answer(token, _readable(letter), target)
    except HubError as refusal:
        _tell_sender(refusal.message, letter, sender)
        return f"refused: {refusal.message}"


def _readable(letter: Letter | UnreadableLetter) -> Letter:
    if isinstance(letter, UnreadableLetter):
        raise letter
    return letter


def _count_returned(mail_id: int, letter: Letter | UnreadableLetter) -> str:
    """A mail of ours came back; what is neither a report nor a complaint (a holiday note) counts nothing."""
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail is None or isinstance(letter, UnreadableLetter):
        return "returned mail that tells nothing"
    if letter.automatic_reason == COMPLAINT:
        stop_address(address=mail.to, why=Stop.COMPLAINT)
        return "a complaint: no more mail to this address"
    if letter.bounce is None or letter.bounce.action in {"delayed", "delivered", "relayed"}:
        return "not counted: nothing has failed"
    record_bounce(address=mail.to, is_hard=letter.bounce.is_hard, diagnostic=letter.bounce.diagnostic)
    return "returned for good" if letter.bounce.is_hard else "returned for now"


def _answer(token: UUID, letter: Letter, target: ReplyTarget) -> str:
    member = Member.objects.filter(pk=target.member_id, is_active=True).first()
    subject = subjects.get(target.subject)
    if member is None or subject is None or subject.reply is None:
        raise LetterRefused(_("This address takes no answers any more. Please write on the site."))
    if not _belongs_to(letter.sender, member):
        raise LetterRefused(
            _(
                "Your answer came from %(sender)s, which is not an address of the account it was for. "
                "Send it from the address that got our mail, or add this one to your account on the site."
            )
            % {"sender": letter.sender or _("an address we couldn’t read")}
        )
    if not letter.text.strip() and not letter.attachments:
        raise LetterRefused(
            _("We found no answer of yours in it, only what we had sent. Write above the quoted text, or on the site.")
        )
    files, refused = _admitted(letter.attachments)
    subject.reply(ReplyByMail(member, target.subject_id, letter.text, files, token))
    if refused:
        _tell_sender(
            _("Your answer was posted, but not all that came with it:") + "\n\n" + "\n".join(refused),
            letter,
            letter.sender,
            is_posted=True,
        )
    return "posted"


def _belongs_to(sender: str, member: Member) -> bool:
    if not sender:
        return False
    addresses = EmailAddress.objects.filter(user=member, email__iexact=sender, verified=True)
    return sender == member.email or addresses.exists()


def _admitted(parts: Sequence[Attachment]) -> tuple[tuple[tuple[File, Admitted], ...], list[str]]:
    """What the upload door lets in, and its sentences about the rest."""
    files, refused = [], []
    for part in parts:
        file = File(BytesIO(part.data), name=part.name)
        try:
            is_picture = part.content_type.startswith("image/")
            admitted = admit(file, purpose=Purpose.IMAGE if is_picture else Purpose.DOCUMENT)
        except UploadRefused as refusal:
            refused.append(refusal.message)
        else:
            files.append((file, admitted))
    return tuple(files), refused


def _tell_sender(why: str, letter: Letter | UnreadableLetter, sender: str, *, is_posted: bool = False) -> None:
    """Say why, with their own words, so that nothing typed is lost. Never to a machine, never without end."""
    title, words, to, headers = _("Your mail to %(site)s") % {"site": settings.SITE_NAME}, "", sender, {}
    if isinstance(letter, Letter):
        title = " ".join(f"{title}: {letter.subject}".split())
        words = "" if is_posted else letter.text or letter.whole_text
        to = letter.sender or sender
        headers = {"In-Reply-To": letter.message_id, "References": letter.message_id}
    recent = Mail.objects.filter(to=to, channel=ANSWER, created_at__gt=timezone.now() - timedelta(hours=1))
    if "@" not in to or recent.count() >= MOST_ANSWERS_AN_HOUR:
        return
    context = {"why": why, "words": words, "site_name": settings.SITE_NAME, "site": settings.SITE_ADDRESS}
    body = render_to_string("emails/not_taken.txt", context)
    message = EmailMessage(subject=title, body=body, to=[to], headers=headers)
    write_ready_made(message=message, to=to, channel=ANSWER)
