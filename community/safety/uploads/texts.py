"""Text files: UTF-8 without controls, and nothing in them that a browser or a spreadsheet would run."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from .refusals import NotAdmitted

MOST_DEPTH = 100  # lists and objects inside each other
MOST_PARTS = 500_000  # lists and objects in all
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OTHER_KIND = re.compile(r"\s*(?:%PDF-|GIF8[79]a|\{\\rtf|#!|<\?|<%|<!|<[a-z]|BEGIN:VC|MIME-Version:)", re.IGNORECASE)
_ACTIVE = re.compile(  # each repeat is bounded: 10 MB of `<a` must not stall a worker
    r"<(?:/?(?:script|svg|iframe|frame|object|embed|applet|html|head|body|meta|base|link|style|form|math|template|"
    r"foreignobject)\b|[a-z][^<>]{0,300}(?:[\s/\"']on[a-z]{3,30}\s{0,9}=|=\s{0,9}[\"']?\s{0,9}(?:javascript|vbscript)"
    r"\s{0,9}:)|!(?:doctype|entity)\b|\?(?:php|xml)\b)",
    re.IGNORECASE,
)
_CALLED = (
    re.compile(  # first what is called, then whether it stands in a formula: a file of commas must not stall either
        r"\b[a-z]{2,20}['\"]?\|[^\r\n|]{0,80}!|\b(?:hyperlink|webservice|import(?:xml|data|feed|html|range)|dde)\(",
        re.IGNORECASE,
    )
)
_FORMULA = re.compile(r"(?:^|[,;\t\r\n\"']) {0,3}[=+@-][^\r\n]*\Z")
_SIGNS = frozenset("=+@-")
_LOOK_BACK = 100
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)  # possessive: linear on any text


def check_plain(file: BinaryIO) -> None:
    """A .txt file."""
    _no_active_words(_read(file))


def check_csv(file: BinaryIO) -> None:
    """A .csv file: no cell that makes a spreadsheet call a program or an address (CWE-1236)."""
    text = _read(file)
    _no_active_words(text)
    for found in _CALLED.finditer(text):
        before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
        if _SIGNS.isdisjoint(before) or not _FORMULA.search(before):
            continue
        raise NotAdmitted(
            _("has a formula in line %(line)d that a spreadsheet would run as a command. Save it with values only.")
            % {"line": _line_of(text, found.start())},
            code="formula",
        )


def check_vtt(file: BinaryIO) -> None:
    """A .vtt file: begins with its signature (W3C WebVTT, 4.1)."""
    text = _read(file)
    if not re.match(r"WEBVTT(?:[ \t\n\r]|$)", text):
        raise NotAdmitted(
            _("is not a WebVTT file: its first line must be WEBVTT. Export the captions again."), code="content"
        )
    _no_active_words(text)


def check_json(file: BinaryIO) -> None:
    """A .json file: one value that can be parsed, not too deep."""
    text = _decode(file)
    check_structure(text)
    try:
        json.loads(text, parse_constant=_no_constant)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise NotAdmitted(
            _("is not JSON: something is wrong in line %(line)d. Check it with a JSON validator.") % {"line": line},
            code="content",
        ) from error
    _no_active_words(text)


def check_notebook(file: BinaryIO) -> None:
    """An .ipynb file at first sight; training reads and checks what is in it."""
    if not _decode(file).lstrip().startswith("{"):
        raise NotAdmitted(_("is not a notebook. Upload a file that Jupyter saved, ending in .ipynb."), code="content")


def check_calendar(file: BinaryIO) -> None:
    """An .ics file at first sight; events reads what is in it, in a process of its own, and says what is broken."""
    if not file.read(1_000).removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        raise NotAdmitted(
            _("is not a calendar: it must begin with BEGIN:VCALENDAR. Export it as iCalendar (.ics)."), code="content"
        )


def check_structure(text: str) -> None:
    """Refuse JSON that would exhaust its parser: too deep, or millions of tiny lists."""
    depth = parts = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()[0]
        depth += (mark in "[{") - (mark in "]}")
        parts += mark in "[{"
        if depth > MOST_DEPTH or parts > MOST_PARTS:
            raise NotAdmitted(
                _("has more than %(depth)d levels or %(parts)d lists. Split it into smaller files.")
                % {"depth": MOST_DEPTH, "parts": MOST_PARTS},
                code="depth",
            )


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _decode(file: BinaryIO) -> str:
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotAdmitted(
            _("is not UTF-8 text (line %(line)d). Save it again as UTF-8, in Excel as “CSV UTF-8”.") % {"line": line},
            code="encoding",
        ) from error
    if found := _CONTROL.search(text):
        raise NotAdmitted(
            _("holds characters in line %(line)d that are no text. Save it again as plain text, UTF-8.")
            % {"line": _line_of(text, found.start())},
            code="encoding",
        )
    return text


def _read(file: BinaryIO) -> str:
    text = _decode(file)
    if found := _OTHER_KIND.match(text):
        raise NotAdmitted(
            _("begins like another kind of file (“%(words)s”). Give it its right ending, or remove that beginning.")
            % {"words": found.group().strip()[:12]},
            code="content",
        )
    return text


def _no_active_words(text: str) -> None:
    if found := _ACTIVE.search(text):
        raise NotAdmitted(
            _("holds HTML that could run in line %(line)d (“%(words)s”). Remove the tag and upload it again.")
            % {"line": _line_of(text, found.start()), "words": found.group()[:20]},
            code="markup",
        )


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
