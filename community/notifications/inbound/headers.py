"""What the headers of letters say: words (RFC 2047), addresses, ids and dates (RFC 5322), however they are broken."""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.core.exceptions import ValidationError

from community.safety.characters import one_line

from .charsets import decoded

_LONGEST = 20_000  # characters of one header that are looked at
_LONGEST_LINE = 500
_LONGEST_FROM = 2_000
_MOST_IDS = 100
# email.header.decode_header raises on one broken word and joins words of different encodings wrongly.
_WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]*)?\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[\w.:-]{1,40}(?:\*[\w-]*)?\?[bBqQ]\?)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\(([^()]*)\)")
_ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"@]{1,64}@[^\s<>()\[\]\\,;:\"@]{1,253}")
_ID = re.compile(r"<[!-;=?-~]{1,253}>")


def words(value: str) -> str:
    """A header as people read it: one line, encoded words decoded, nothing invisible."""
    value = _BETWEEN.sub(r"\1", " ".join(value[:_LONGEST].split()))
    text = ""
    waiting, charset = b"", ""
    place = 0
    for match in _WORD.finditer(value):
        if match.start() != place or match[1].lower() != charset:  # else a character may be cut between two words
            text += decoded(waiting, charset) if waiting else ""
            waiting = b""
        text += value[place : match.start()]
        waiting, charset = waiting + _bytes_of(match[2], match[3]), match[1].lower()
        place = match.end()
    text += decoded(waiting, charset) if waiting else ""
    return line_of(text + value[place:])


def _bytes_of(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    kept = kept[:-1] if len(kept) % 4 == 1 else kept
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return raw


def charset_named(values: Iterable[str]) -> str:
    """The charset of the first encoded word in `values`, a hint for a text that names none; empty without one."""
    for value in values:
        if match := _WORD.search(value[:_LONGEST]):
            return match[1]
    return ""


def line_of(text: str) -> str:
    """`text` as one line of at most 500 characters; empty when nobody could see any of it."""
    try:
        return one_line(text)[:_LONGEST_LINE].rstrip()
    except ValidationError:
        return ""


def sender_of(values: list[str]) -> tuple[str, str]:
    """The address and the name in the From headers; the address is empty unless exactly one stands there.

    Whatever stands in quotes, in a comment or in an encoded word is a name, even when it looks like an address.
    """
    if len(values) != 1 or len(values[0]) > _LONGEST_FROM:
        return "", ""
    value = " ".join(values[0].split())
    outside = _WORD.sub(" ", _COMMENT.sub(" ", _QUOTED.sub(" ", value)))
    found = {_plain(address) for address in _ADDRESS.findall(outside)}
    address = found.pop() if len(found) == 1 and outside.count("@") <= 2 else ""
    before, bracket, _rest = value.rpartition("<")
    comment = _COMMENT.search(value)
    name = before if bracket else comment[1] if comment else ""
    shown = words(name.strip(" \"'").replace('\\"', '"'))
    return address, "" if shown.lower() == address else shown


def addresses_in(values: Iterable[str]) -> tuple[str, ...]:
    """Every address in `values`, once each, in order."""
    found = (_plain(address) for value in values for address in _ADDRESS.findall(value[: _LONGEST * 5]))
    return tuple(dict.fromkeys(found))


def _plain(address: str) -> str:
    return address.strip(".'*").lower()


def ids_in(values: Iterable[str]) -> tuple[str, ...]:
    """The ids in `values`, once each, in order; of very many the last hundred."""
    found = dict.fromkeys(each for value in values for each in _ID.findall(value[: _LONGEST * 5]))
    return tuple(found)[-_MOST_IDS:]


def message_id_of(values: list[str], raw: bytes, told: Iterable[str]) -> str:
    """The letter's own id, or one made of `told` and its body: the same whichever way it was delivered."""
    found = ids_in(values)
    if len(values) == 1 and len(found) == 1:
        return found[0]
    body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip(b"\n")
    digest = hashlib.sha256("\n".join([*values, *told]).encode("utf-8", "replace") + b"\n\n" + body)
    return f"<{digest.hexdigest()}@made-here.invalid>"


def date_of(values: list[str]) -> datetime | None:
    """When the letter says it was written, in UTC; None when it says nothing that is a date."""
    for value in values:
        try:
            date = parsedate_to_datetime(value[:200])
            return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def headers_of_text(text: str, name: str) -> list[str]:
    """The values of the header `name` in `text`, where a report shows the letter it is about."""
    pattern = re.compile(rf"^{re.escape(name)}:[ \t]*(.*(?:\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
    return [" ".join(match[1].split()) for match in pattern.finditer(text[: _LONGEST * 5])]
