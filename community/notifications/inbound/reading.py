"""A raw letter into what the hub needs of it, or a sentence why it can't be read."""

from __future__ import annotations

import re
from email.errors import MessageError

from bs4.exceptions import ParserRejectedMarkup
from django.utils.translation import gettext as _

from . import automatic, bounces, headers, webmail
from .attributions import CLIENT_QUOTE, is_forward_subject
from .letters import Letter, UnreadableLetter
from .parts import Contents, Section, headers_of, opened
from .quotes import newly_written
from .signatures import without_armour

_MOST_TEXT = 5_000_000  # characters
_MOST_LINES = 50_000
_TO = (
    "To",
    "Cc",
    "Delivered-To",
    "X-Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Forwarded-To",
    "Apparently-To",
    "Resent-To",
)
_STUB = re.compile(r"\bHTML\b", re.IGNORECASE)
_LONGEST_STUB = 300
# What the standard library's parser and others raise on bytes that only look like a letter.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    ParserRejectedMarkup,
    RecursionError,
    TypeError,
    ValueError,
)


def read(raw: bytes) -> Letter:
    """Read a letter as a mail server hands it over; changes nothing and asks nobody.

    Raises UnreadableLetter, and nothing else, for whatever can't be read.
    """
    try:
        return _read(raw)
    except BROKEN as error:
        raise UnreadableLetter(
            _("This mail is damaged and can’t be read. Send it again, or write your answer on the hub.")
        ) from error


def _read(raw: bytes) -> Letter:
    contents = opened(raw)
    root = contents.root
    subject = headers.words(" ".join(headers_of(root, "Subject")[:1]))
    sender, sender_name = headers.sender_of(headers_of(root, "From"))
    _check_texts(contents)
    whole_text = "\n\n".join(filter(None, (_whole(section, contents) for section in contents.sections)))
    bounce = bounces.bounce_of(contents, whole_text)
    reason = automatic.reason_of(contents) or ("bounce" if bounce else "")
    text = newly_written(_own(contents, subject), subject=subject)
    if not contents.sections and not reason:
        raise UnreadableLetter(_no_text(contents))
    told = headers_of(root, "From", "Date", "Subject")
    return Letter(
        message_id=headers.message_id_of(headers_of(root, "Message-ID"), raw, told),
        sender=sender,
        sender_name=sender_name,
        recipients=headers.addresses_in(headers_of(root, *_TO)),
        subject=subject,
        in_reply_to=next(iter(headers.ids_in(headers_of(root, "In-Reply-To"))), ""),
        references=headers.ids_in(headers_of(root, "References")),
        date=headers.date_of(headers_of(root, "Date")),
        text=text,
        whole_text=whole_text,
        attachments=tuple(contents.attachments),
        automatic_reason=reason,
        bounce=bounce,
    )


def _whole(section: Section, contents: Contents) -> str:
    if section.plain.strip():
        return section.plain.strip("\n")
    try:
        return webmail.whole(section.page, contents.names_by_id) if section.page else ""
    except webmail.TooComplex as error:
        raise _too_complex() from error


def _check_texts(contents: Contents) -> None:
    texts = [text for section in contents.sections for text in (section.plain, section.page)]
    if sum(map(len, texts)) > _MOST_TEXT or sum(text.count("\n") for text in texts) > _MOST_LINES:
        raise UnreadableLetter(_("This mail has too much text. Write less, and attach the rest as a file."))


def _own(contents: Contents, subject: str) -> str:
    """What the sections say, each in the form that loses least, with CLIENT_QUOTE where a program marked a quote."""
    own = (_own_of(section, contents, is_forward_subject(subject)) for section in contents.sections)
    return "\n\n".join(text for text in own if text)


def _own_of(section: Section, contents: Contents, is_forward: bool) -> str:
    """The plain text, unless the page knows better: a table, a signature that only its mark tells from the answer."""
    plain = _placed(without_armour(section.plain.replace(CLIENT_QUOTE, "").strip("\n")), contents)
    if plain.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
        raise UnreadableLetter(_sealed())
    if not section.page:
        return plain
    try:
        page = webmail.own_part(section.page.replace(CLIENT_QUOTE, ""), contents.names_by_id, is_forward=is_forward)
    except webmail.TooComplex as error:
        if plain.strip():
            return plain
        raise _too_complex() from error
    knows_better = page.has_table or (page.has_signature and "\n-- \n" not in f"\n{plain}\n")
    is_stub = bool(_STUB.search(plain)) and len(plain) < min(_LONGEST_STUB, len(page.text))
    return page.text if knows_better or is_stub or not plain.strip() else plain


def _placed(plain: str, contents: Contents) -> str:
    """With the names of pictures where Outlook has their ids."""
    for content_id, name in contents.names_by_id.items():
        plain = plain.replace(f"[cid:{content_id}]", f"[image: {name}]")
    return plain


def _too_complex() -> UnreadableLetter:
    return UnreadableLetter(_("This mail is laid out in too complex a way. Send your answer as plain text."))


def _no_text(contents: Contents) -> str:
    if any("pkcs7" in kind or "encrypted" in kind for kind in contents.kinds):
        return _sealed()
    return _("This mail holds no text. Write your answer in the mail itself.")


def _sealed() -> str:
    return _("This mail is encrypted or sealed, so the hub can’t read it. Send your answer without encryption.")
