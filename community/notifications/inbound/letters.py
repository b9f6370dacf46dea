"""What a letter is once it was read, and the one refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from community.safety.errors import HubError


class UnreadableLetter(HubError):
    """The letter can't be read; `message` tells its writer why and what to do instead."""


@dataclass(frozen=True)
class Attachment:
    """A file that came with a letter, as its sender declared it: nothing here was checked.

    `is_inline`: a picture shown within the text. The text has `[image: name]` where it stood, so one whose name isn't
    in `Letter.text` belongs to a signature or a quote.
    """

    name: str
    content_type: str
    data: bytes
    is_inline: bool = False


@dataclass(frozen=True)
class BounceReport:
    """That a letter of ours did not arrive (RFC 3464, or what older systems write). Anybody can forge one.

    `original_message_id` is of the letter sent, empty when the report returned none of its headers.
    """

    action: str  # failed or delayed
    status: str  # RFC 3463, such as 5.1.1; empty when the report has none
    final_recipient: str
    diagnostic: str
    original_message_id: str
    is_hard: bool  # the address will not work tomorrow either: failed for good, and not for a full mailbox


@dataclass(frozen=True)
class Letter:
    """A letter as the receiving service needs it. Addresses are in small letters, ids with their angle brackets.

    `message_id` is made of the letter itself when it has none, the same each time it is delivered. `sender` is empty
    unless exactly one address wrote it; it proves nothing. `text` is Markdown: what the person newly wrote, empty when
    nothing is left without quotes and signature. `whole_text` is everything.
    """

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    in_reply_to: str
    references: tuple[str, ...]
    date: datetime | None
    text: str
    whole_text: str
    attachments: tuple[Attachment, ...]
    automatic_reason: str  # for the log; empty when a person seems to have written it
    bounce: BounceReport | None

    @property
    def is_automatic(self) -> bool:
        """Whether a machine sent it: nothing may answer it, and nothing be posted of it."""
        return bool(self.automatic_reason)
