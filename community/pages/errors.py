"""Pages for bad days: readable, without a query, with what to do next."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from community.people.access import page_of_form, typed_words
from community.people.registries import word_keepers

RETRY_AFTER_SECONDS = 30
_MOST_DISCARDED, _AT_ONCE = 64 * 2**20, 2**16
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_log = logging.getLogger("hub.errors")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same helpful page for what does not exist and for what one may not see."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413 for more than one form may hold, else 400; asks neither the session nor the database, which may be why."""
    is_too_large = isinstance(exception, _TOO_LARGE)
    if is_too_large:
        _discard_body(request)
    page = render_to_string("400.html", {"is_too_large": is_too_large})
    return HttpResponse(page, status=413 if is_too_large else 400)


def _discard_body(request: HttpRequest) -> None:
    """Take in what is still on its way: a browser that can't send on shows “connection reset” instead of our page."""
    with suppress(OSError):
        for _turn in range(_MOST_DISCARDED // _AT_ONCE):
            if not request.read(_AT_ONCE):
                return


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After when the database is away, else 500; neither page asks the database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        _log.error("The database is away: %s", sys.exc_info()[1])
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    return HttpResponse(render_to_string("500.html"), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's security token is too old: say so, keep what can be kept, and give back every word that was typed."""
    kept = word_keepers.keep(request)
    context = {"typed": typed_words(request), "address": kept or page_of_form(request), "is_kept": bool(kept)}
    return render(request, "403_csrf.html", context, status=403)
