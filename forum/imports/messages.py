"""One message of an archive: a first look at its headers, then its words and files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.inbound import Attachment, UnreadableLetter, headers, webmail
from community.notifications.inbound.parts import Contents, head_alone, headers_of, opened
from community.notifications.inbound.reading import BROKEN
from community.safety.characters import without_controls

from .threading import Entry

if TYPE_CHECKING:
    from .archives import Place

_EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)  # before there was mail between computers
_AT = re.compile(r"\s+at\s+", re.IGNORECASE)  # archives on the web hide addresses so


@dataclass(frozen=True)
class ListMessage:
    """What is posted of a message. `address` tells who wrote it, and is shown nowhere."""

    address: str
    name: str
    text: str
    is_markdown: bool
    files: tuple[Attachment, ...]
    is_mended: bool  # something in it was not in the encoding that it says


def first_look(number: int, head: bytes, raw: bytes, place: Place, before: datetime | None) -> Entry:
    """What threads and repeats are told by. `before` is the date of the message before it in the file."""
    root = head_alone(head)
    told = headers_of(root, "From", "Date", "Subject")
    own = headers.message_id_of(headers_of(root, "Message-ID"), raw, told)
    parents = (*headers.ids_in(headers_of(root, "References")), *headers.ids_in(headers_of(root, "In-Reply-To"))[:1])
    return Entry(
        number=number,
        key=key_of(own),
        id=own,
        parents=tuple(dict.fromkeys(each for each in parents if each != own)),
        subject=headers.words(" ".join(headers_of(root, "Subject")[:1])),
        at=_date_of(root, place.envelope) or before or timezone.now(),
    )


def key_of(message_id: str) -> str:
    """Under which a message is remembered."""
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()


def digest_of(raw: bytes) -> str:
    """What two copies of one message have in common: their words, whatever servers wrote above them."""
    body = re.split(rb"\n\n", raw.replace(b"\r\n", b"\n"), maxsplit=1)[-1]
    return hashlib.sha256(body.strip()).hexdigest()


def read(raw: bytes) -> ListMessage:
    """Its words and files; raises UnreadableLetter, and nothing else."""
    try:
        return _read(raw)
    except BROKEN as error:
        raise UnreadableLetter(_("It is damaged.")) from error


def _read(raw: bytes) -> ListMessage:
    contents = opened(raw)
    address, name = _author_of(contents.root)
    text, is_markdown = _text_of(contents)
    return ListMessage(
        address=address,
        name=name,
        text=without_controls(text).strip("\n"),
        is_markdown=is_markdown,
        files=tuple(file for file in contents.attachments if file.data),
        is_mended="\ufffd" in text or _is_broken(contents.root),
    )


def _author_of(root: Message) -> tuple[str, str]:
    values = headers_of(root, "From")
    if values and "@" not in values[0]:
        values = [_AT.sub("@", values[0], count=1)]
    address, name = headers.sender_of(values[:1])
    return address, "" if "@" in name or _AT.search(name) else name[:80].strip()


def _text_of(contents: Contents) -> tuple[str, bool]:
    """All its texts: as written where they are plain, else as Markdown made of the page."""
    plain = [section.plain for section in contents.sections if section.plain.strip()]
    pages = [section.page for section in contents.sections if not section.plain.strip() and section.page]
    if not pages:
        return "\n\n".join(plain), False
    if plain:
        return "\n\n".join([*plain, *(_words_of(page) for page in pages)]), False
    try:
        return "\n\n".join(webmail.whole(page, contents.names_by_id) for page in pages), True
    except webmail.TooComplex:
        return "\n\n".join(_words_of(page) for page in pages), False


def _words_of(page: str) -> str:
    return BeautifulSoup(page, "html.parser").get_text("\n", strip=True)


def _is_broken(root: Message) -> bool:
    """Whether a text or a header is not in the encoding that it says."""
    return any(not str(value).isascii() for _name, value in root.raw_items()) or any(map(_is_misnamed, root.walk()))


def _is_misnamed(part: Message) -> bool:
    if part.get_content_maintype() != "text":
        return False
    data = part.get_payload(decode=True)
    try:
        charset = str(part.get_param("charset") or "ascii").strip(" \"'") or "ascii"
        (data if isinstance(data, bytes) else b"").decode(charset)
    except (LookupError, ValueError):
        return True
    return False


def _date_of(root: Message, envelope: bytes) -> datetime | None:
    """The date it says; else when a server took it, else what the archive wrote above it. None of the future."""
    now = timezone.now()
    for date in _dates(root, envelope):
        if _EARLIEST <= date <= now:
            return date
    return None


def _dates(root: Message, envelope: bytes) -> Iterator[datetime]:
    received = [value.rpartition(";")[2] for value in headers_of(root, "Received")]
    line = envelope.decode("ascii", "replace").split(maxsplit=2)[2:]
    for values in (headers_of(root, "Date"), received[:1]):
        if date := headers.date_of(values):
            yield date
    for written in line:
        words = re.sub(r"^.*?(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)", "", written).split()
        try:
            yield datetime.strptime(" ".join(words[:5]), "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
        except ValueError:
            continue
