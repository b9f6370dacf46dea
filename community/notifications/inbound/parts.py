"""The parts of a letter (RFC 2045, 2046): its texts, its files, and what machines put beside them."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser, Parser
from email.policy import Compat32

from django.utils.translation import gettext as _

from .charsets import decoded
from .flowed import unflowed
from .headers import charset_named, line_of, words
from .letters import Attachment, UnreadableLetter
from .uuencoded import taken_out

MOST_BYTES = 36_000_000  # 25 MB of files as base64, and the text
MOST_PARTS = 200
MOST_DEPTH = 20
_MOST_LINES = 1_000_000
_LONGEST_NAME = 150
_LONGEST_HEADER = 100_000  # characters
_WITHOUT_CONTENT = {
    "application/applefile",
    "application/ics",
    "application/ms-tnef",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/vnd.ms-tnef",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "message/external-body",
    "message/feedback-report",
    "message/partial",
    "text/calendar",
    "text/rfc822-headers",
    "text/x-amp-html",
}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_CHARSET_OF_PAGE = re.compile(rb"""<meta[^<>]{1,200}charset=["']?([\w.:-]{1,40})""", re.IGNORECASE)


class _Lenient(Compat32):
    """Never raises for a header, as policy.default does for some ids, dates and dispositions; decodes 8-bit ones."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        value = value[: _LONGEST_HEADER // 10 if name.lower().startswith("content-") else _LONGEST_HEADER]
        return value if value.isascii() else decoded(value.encode("utf-8", "surrogateescape"), "")


@dataclass(frozen=True)
class Section:
    """One text of the letter; where it came in both forms they say the same."""

    plain: str = ""
    page: str = ""  # HTML, as it came


@dataclass
class Contents:
    """What the parts of one letter hold, in their order."""

    root: Message
    sections: list[Section] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    names_by_id: dict[str, str] = field(default_factory=dict)  # of inline pictures, by Content-ID
    reports: list[Message] = field(default_factory=list)  # the blocks of a delivery status
    returned: str = ""  # the headers of ours that a report brings back
    kinds: set[str] = field(default_factory=set)
    calendar_methods: set[str] = field(default_factory=set)


def opened(raw: bytes) -> Contents:
    """The parts of `raw`; raises UnreadableLetter for what is too big, too deep or of too many parts."""
    if len(raw) > MOST_BYTES or max(raw.count(b"\n"), raw.count(b"\r")) > _MOST_LINES:
        raise UnreadableLetter(
            _("This mail is larger than %(most)d MB. Write your answer on the hub instead, and add the files there.")
            % {"most": MOST_BYTES // 1_000_000}
        )
    if raw.lower().count(b"boundary=") > MOST_PARTS:
        raise _too_many()
    root = BytesParser(policy=_Lenient()).parsebytes(raw)
    _check_shape(root)
    contents = Contents(root)
    _Walk(contents, charset_named(headers_of(root, "subject", "from"))).enter(root)
    return contents


def head_alone(raw: bytes) -> Message:
    """The headers of a letter; what stands below them is not read."""
    return BytesParser(policy=_Lenient()).parsebytes(raw, headersonly=True)


def headers_of(message: Message, *names: str) -> list[str]:
    """Every value of these headers, in the order of `names`."""
    return [str(value) for name in names for value in message.get_all(name, [])]


def _check_shape(root: Message) -> None:
    waiting = [(root, 1)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > MOST_DEPTH:
            raise UnreadableLetter(
                _("This mail holds mails within mails, too many to read. Send your answer by itself.")
            )
        if count > MOST_PARTS:
            raise _too_many()
        waiting += [(child, depth + 1) for child in _children(part)]


def _too_many() -> UnreadableLetter:
    return UnreadableLetter(
        _("This mail has more than %(most)d parts. Send your answer with fewer files.") % {"most": MOST_PARTS}
    )


def _children(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else None  # it raises for some charsets of leaves
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


class _Walk:
    """Goes through the parts and puts what each holds where it belongs."""

    def __init__(self, contents: Contents, hint: str) -> None:
        self._contents = contents
        self._hint = hint

    def enter(self, part: Message) -> None:
        kind = part.get_content_type()
        self._contents.kinds.add(kind)
        if kind in _SEALED:
            return
        if kind == "message/delivery-status":
            self._contents.reports += _children(part)
        elif kind == "message/global-delivery-status":
            self._contents.reports += _blocks(part)
        elif kind == "message/rfc822" or (kind == "message/global" and _children(part)):
            self._letter(part)
        elif kind == "multipart/alternative":
            self._alternative(part)
        elif kind == "multipart/signed":
            self._some(_children(part)[:1])
        elif part.is_multipart():
            self._some(_children(part))
        else:
            self._leaf(part, kind)

    def _some(self, children: list[Message]) -> None:
        for child in children:
            self.enter(child)

    def _alternative(self, part: Message) -> None:
        """All its texts say the same, so they are one section."""
        before, self._contents.sections = self._contents.sections, []
        self._some(_children(part))
        found, self._contents.sections = self._contents.sections, before
        plain = "\n\n".join(each.plain for each in found if each.plain)
        page = "<br>".join(each.page for each in found if each.page)
        self._contents.sections.append(Section(plain, page))

    def _letter(self, part: Message) -> None:
        """A letter within this one: what a report returns, or a file."""
        children = _children(part)
        if not children:
            return
        if self._contents.root.get_content_type() == "multipart/report":
            self._contents.returned = "\n".join(f"{name}: {value}" for name, value in children[0].items())
            return
        subject = words(str(children[0].get("subject", ""))) or "mail"
        try:
            data = children[0].as_bytes()
        except (LookupError, TypeError, ValueError, AttributeError):
            return  # parts whose bytes can't be written again
        self._contents.attachments.append(Attachment(_file_name(f"{subject}.eml"), "message/rfc822", data))

    def _leaf(self, part: Message, kind: str) -> None:
        data = _data_of(part)
        name = _name_of(part)
        if kind == "text/rfc822-headers":
            self._contents.returned = decoded(data, "")
        if kind == "text/calendar":
            self._contents.calendar_methods.add(_method_of(part, data))
        if kind in _WITHOUT_CONTENT or name.lower() == "winmail.dat":
            return
        is_text = kind in ("text/plain", "text/html") or kind.startswith("multipart/")
        if is_text and not name and part.get_content_disposition() != "attachment":
            self._text(part, kind, data)
        elif data or name:
            self._file(part, kind, name, data)

    def _text(self, part: Message, kind: str, data: bytes) -> None:
        declared = str(_parameter(part, "charset"))
        if kind == "text/html":
            in_page = _CHARSET_OF_PAGE.search(data[:4_000])
            hint = in_page[1].decode("ascii", "replace") if in_page else self._hint
            self._contents.sections.append(Section(page=decoded(data, declared, hint=hint)))
            return
        text = decoded(data, declared, hint=self._hint)
        if _parameter(part, "format").lower() == "flowed":
            text = unflowed(text, joins_words=_parameter(part, "delsp").lower() == "yes")
        text, files = taken_out(text)
        self._contents.sections.append(Section(plain=text))
        for name, content in files:
            shown = _file_name(name)
            kind = mimetypes.guess_type(shown)[0] or "application/octet-stream"
            self._contents.attachments.append(Attachment(shown, kind, content))

    def _file(self, part: Message, kind: str, name: str, data: bytes) -> None:
        is_picture = kind.startswith("image/")
        content_id = str(part.get("content-id", "")).strip(" <>")
        is_shown = bool(content_id) and any(f"cid:{content_id}" in each.page for each in self._contents.sections)
        is_inline = is_picture and (is_shown or part.get_content_disposition() == "inline")
        ending = mimetypes.guess_extension(kind) or ""
        name = name or f"{'image' if is_picture else 'file'}-{len(self._contents.attachments) + 1}{ending}"
        if content_id:
            self._contents.names_by_id[content_id] = name
        self._contents.attachments.append(Attachment(name, kind, data, is_inline))


def _blocks(part: Message) -> list[Message]:
    """The blocks of a delivery status in UTF-8 (RFC 6533), which the library takes for a letter."""
    inner = _children(part)
    text = decoded(_data_of(inner[0]), "utf-8") if inner else ""
    return [Parser(policy=_Lenient()).parsestr(block) for block in text.split("\n\n")]


def _data_of(part: Message) -> bytes:
    encoding = re.match(r"[\w-]+", str(part.get("content-transfer-encoding", "")).strip())
    del part["content-transfer-encoding"]
    part["content-transfer-encoding"] = encoding[0] if encoding else "8bit"
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _parameter(part: Message, name: str, header: str = "content-type") -> str:
    try:
        value = part.get_param(name, "", header=header)
        if isinstance(value, tuple):
            return decoded(value[2].encode("latin-1", "replace"), value[0] or "")
    except (LookupError, TypeError, ValueError, AttributeError):
        return ""  # RFC 2231 pieces that don't fit together
    return str(value)


def _name_of(part: Message) -> str:
    name = _parameter(part, "filename", "content-disposition") or _parameter(part, "name")
    return _file_name(words(name)) if name else ""


def _file_name(name: str) -> str:
    last = line_of(re.split(r"[\\/]", name)[-1]).strip(". ") or "file"
    if len(last) <= _LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    return f"{stem[: _LONGEST_NAME - 20]}{dot}{ending[:19]}"


def _method_of(part: Message, data: bytes) -> str:
    found = re.search(rb"^METHOD:(\w+)", data[:4_000], re.MULTILINE | re.IGNORECASE)
    return (_parameter(part, "method") or (found[1].decode() if found else "")).upper()
