"""How the letters of the corpus are put together: their headers, their parts, and what is expected of each."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from typing import Any

HUB = "Sample hub <reply+k3x9q2@hub.example>"
OWN_ID = "<post.214.9@hub.example>"
HUB_TEXT = """-- Reply above this line --

Priya Nair answered your topic "Column names in snake case?" in Data standards:

We moved to snake_case in May; the dictionary template has both.

Open the topic: https://hub.example/boards/t/214/
You get this because you follow the topic. Stop: https://hub.example/u/9f2c/"""
HUB_PAGE = (
    "<p>-- Reply above this line --</p><p><b>Priya Nair</b> answered your topic</p>"
    '<p>We moved to snake_case in May; the dictionary template has both.</p><p><a href="https://hub.example/boards/t/214/">'
    "Open the topic</a></p>"
)


@dataclass(frozen=True)
class Case:
    """A letter and what reading it must give. `kind`: reply, automatic, bounce or unreadable."""

    name: str  # family-what
    raw: bytes
    text: str = ""
    kind: str = "reply"
    attachments: tuple[str, ...] = ()  # names; a star behind one marks an inline picture
    fields: dict[str, Any] = field(default_factory=dict)  # further fields of the Letter, or of its bounce as bounce.…


def quoted(text: str, mark: str = "> ") -> str:
    """`text` with a mark before each line, as programs quote."""
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


def part(
    kind: str, text: str | bytes, *more: str, charset: str = "utf-8", label: str | None = None, by: str = "8bit"
) -> bytes:
    """A part with its headers. `label` is the charset it claims (empty: none), `by` the transfer encoding."""
    data = text.encode(charset) if isinstance(text, str) else text
    named = charset if label is None else label
    kind_line = f'{kind}; charset="{named}"' if named and kind.startswith("text/") else kind
    if by == "base64":
        data = base64.encodebytes(data)
    elif by == "quoted-printable":
        data = quopri.encodestring(data)
    head = [f"Content-Type: {kind_line}", f"Content-Transfer-Encoding: {by}", *more]
    return "\n".join(head).encode() + b"\n\n" + data


def multi(kind: str, *parts: bytes, boundary: str, more: str = "") -> bytes:
    """A multipart of `parts`."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n\n'.encode()
    mark = b"--" + boundary.encode()
    return head + b"".join(mark + b"\n" + each + b"\n" for each in parts) + mark + b"--\n"


def both(plain: str, page: str, *, boundary: str, charset: str = "utf-8", by: str = "quoted-printable") -> bytes:
    """The same in plain text and in HTML, as most programs send it."""
    return multi(
        "alternative",
        part("text/plain", plain, charset=charset, by=by),
        part("text/html", page, charset=charset, by=by),
        boundary=boundary,
    )


def letter(
    body: bytes,
    *more: str,
    sender: str | None = "Ana Reyes <ana.reyes@water.example>",
    to: str = HUB,
    subject: str = "Re: Column names in snake case?",
    message_id: str | None = "<m1@water.example>",
    date: str = "Mon, 23 Nov 2026 09:41:07 -0800",
    answers: str = OWN_ID,
) -> bytes:
    """A whole letter; each header that is empty is left out."""
    named = [
        ("From", sender),
        ("To", to),
        ("Subject", subject),
        ("Message-ID", message_id),
        ("Date", date),
        ("In-Reply-To", answers),
        ("References", answers),
        ("MIME-Version", "1.0"),
    ]
    lines = [f"{name}: {value}" for name, value in named if value]
    return "\n".join([*more, *lines]).encode() + b"\n" + body


def plain(text: str, *more: str, **headers: Any) -> bytes:
    """A letter of one part in plain text."""
    return letter(part("text/plain", text), *more, **headers)


def page(html: str, *more: str, **headers: Any) -> bytes:
    """A letter of one part in HTML."""
    return letter(part("text/html", html, by="quoted-printable"), *more, **headers)
