"""Characters that no text of ours may hold: null ones at the door, and what nobody can see in names and titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

_NULL = "\x00"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn round the words after it, on the whole line
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that are drawn as nothing


class NullCharacterMiddleware:
    """Answers 400 to a null character in the address, the query or a cookie.

    PostgreSQL stores no such text and raises for every query that holds one; SQLite doesn't. What is posted needs
    nothing here: the fields of forms refuse the character themselves, beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(_NULL in text for text in _texts(request)):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, values in request.GET.lists():
        yield name
        yield from values
    yield from request.COOKIES.values()


def without_controls(text: str) -> str:
    """The text without control characters but line breaks and tabs: RFC 5545 3.1 and screens alike can't show them."""
    return _CONTROL.sub("", text)


def is_visible(text: str) -> bool:
    """Whether any character of `text` leaves a mark on the page."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in text)


def flattened(text: str) -> str:
    """The text as one line, without what breaks a line, turns it round or can't be seen."""
    return " ".join(_DIRECTION.sub("", _CONTROL.sub("", text)).split())


def one_line(text: str) -> str:
    """A name or title as one line, without what can't be seen; raises ValidationError when nothing is left to read."""
    line = flattened(text)
    if line and not is_visible(line):
        raise ValidationError(_("Write something that people can see."), code="invisible")
    return line
