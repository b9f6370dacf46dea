"""Addresses and tokens that say whom a mail was for: replies, returned mail and unsubscribing. All are signed.

What stands before the @ is lower case and shorter than 64 characters (RFC 5321 4.5.3.1.1), because some servers fold
the case and cut the rest.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core import signing
from django.core.mail.message import sanitize_address
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from community.safety.characters import flattened

_REPLY = re.compile(r"reply\+([a-z]+)-([0-9a-z]{1,13})-([0-9a-z]{1,13})-([a-z2-7]{16})")
_BOUNCE = re.compile(r"bounce\+([0-9a-z]{1,13})-([a-z2-7]{16})")
_UNSUBSCRIBE_SALT = "notifications.unsubscribe"
_LONGEST_NAME = 60


@dataclass(frozen=True)
class ReplyTarget:
    """Whom a reply address was given to, and what they answer."""

    subject: str
    subject_id: int
    member_id: int


def our_domain() -> str:
    """The domain of Message-IDs and lists: the one that takes our mail, else that of the sender."""
    return settings.MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def header_words(text: str) -> str:
    """What people wrote, as a header may say it: one line that is read as it was written.

    What looks encoded already ("=?utf-8?q?…") would be decoded by the reader's mail program, line breaks and all.
    """
    return flattened(text).replace("=?", "= ?")


def named_address(name: str, address: str) -> str:
    """How a header names a person or a list: `Ada Lovelace <ada@dt.ca.gov>`; ASCII, whatever is in the name."""
    words = header_words(name)[:_LONGEST_NAME].strip()
    if not words.isascii():
        words = Header(words, "utf-8", maxlinelen=75).encode(linesep="")
        return f"{words} <{address}>"
    return formataddr((words, address))


def recipient(name: str, address: str) -> str:
    """The same for a reader, whose domain may be written in any script."""
    return named_address(name, sanitize_address(("", address), "utf-8"))


def can_be_answered() -> bool:
    """Whether mail comes back to the hub: replies and bounces need a domain whose mail it gets."""
    return bool(settings.MAIL_DOMAIN)


def reply_address(target: ReplyTarget) -> str:
    """Where `target.member_id` answers by mail."""
    words = f"{target.subject}-{int_to_base36(target.subject_id)}-{int_to_base36(target.member_id)}"
    return f"reply+{words}-{_signature('reply', words)}@{settings.MAIL_DOMAIN}"


def read_reply_address(address: str) -> ReplyTarget | None:
    """The target of one of our reply addresses, or None for any other."""
    found = _REPLY.fullmatch(_local_part(address))
    if found is None or not _is_signed("reply", "-".join(found.groups()[:3]), found[4]):
        return None
    return ReplyTarget(found[1], base36_to_int(found[2]), base36_to_int(found[3]))


def bounce_address(mail_id: int) -> str:
    """The envelope sender of one mail (VERP): where the other servers say that it could not be delivered."""
    words = int_to_base36(mail_id)
    return f"bounce+{words}-{_signature('bounce', words)}@{settings.MAIL_DOMAIN}"


def read_bounce_address(address: str) -> int | None:
    """Which mail came back to this address, or None when it is none of ours."""
    found = _BOUNCE.fullmatch(_local_part(address))
    return base36_to_int(found[1]) if found and _is_signed("bounce", found[1], found[2]) else None


def unsubscribe_url(*, member_id: int, channel: str) -> str:
    """The address at which a POST stops this channel for this member, signed in or not. It never runs out."""
    token = signing.dumps([member_id, channel], salt=_UNSUBSCRIBE_SALT)
    return settings.SITE_ADDRESS + reverse("notifications:unsubscribe", kwargs={"token": token})


def read_unsubscribe_token(token: str) -> tuple[int, str] | None:
    """The member and the channel, or None for a token that we did not make."""
    try:
        member_id, channel = signing.loads(token, salt=_UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        return None
    return member_id, channel


def _local_part(address: str) -> str:
    local, _at, domain = address.strip().lower().rpartition("@")
    return local if domain == settings.MAIL_DOMAIN.lower() and domain else ""


def _signature(salt: str, words: str, key: str | bytes | None = None) -> str:
    digest = salted_hmac(f"notifications.{salt}", words, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def _is_signed(salt: str, words: str, signature: str) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(_signature(salt, words, key), signature) for key in keys)
