"""The calendar for programs: for everybody, and with a key with the eyes of one member."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import rfc3339_date
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.feeds import listing, own, versions
from events.feeds.writing import (
    ATOM,
    CONTENT_TYPES,
    ICS,
    JSON,
    PER_PAGE,
    Document,
    atom_text,
    calendar_text,
    json_text,
    title_of,
)
from events.filters.choices import FIELDS
from events.filters.reading import Filters, read
from events.models import SeriesCalendar
from events.services.calendars import WINDOW
from forum.models import FeedKey

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.people.models import Member
    from events.feeds.versions import Version

_PUBLIC = "public, max-age=300"
_PRIVATE = "private, no-cache"
_NAMES = {ICS: "events:feed", JSON: "events:feed_json", ATOM: "events:feed_atom"}
_OWN_NAMES = {ICS: "events:own_feed", JSON: "events:own_feed_json", ATOM: "events:own_feed_atom"}


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    version, since = versions.of_calendar(_asked(request))
    unchanged = _unchanged(request, version)
    if unchanged is not None:
        return _headed(unchanged, version, _PUBLIC)
    filters = read(request.GET)
    rows = filters.narrow(SeriesCalendar.objects.public(since), "series__").values_list("block", "zone")
    text = calendar_text(_document(filters, ICS, version), rows)
    return _headed(_named(HttpResponse(text, content_type=CONTENT_TYPES[ICS])), version, _PUBLIC)


@require_safe
def dates_json(request: HttpRequest) -> HttpResponse:
    return _public_list(request, JSON)


@require_safe
def series_atom(request: HttpRequest) -> HttpResponse:
    return _public_list(request, ATOM)


@require_safe
def my_file(request: HttpRequest, key: str) -> HttpResponse:
    member = _reader(key)
    name = _name("mine")
    found = own.my_calendar(member=member, name=name, since=_since())
    document = Document(_("My %(site)s") % {"site": title_of("", is_all=True)}, "", "", timezone.now())
    return _own_file(request, member, name, found, document)


@require_safe
def own_file(request: HttpRequest, key: str) -> HttpResponse:
    member = _reader(key)
    filters = read(request.GET)
    name = _name(ICS, filters.query)
    found = own.my_view(member=member, name=name, calendars=listing.calendars(filters, member, _since()))
    document = Document(title_of(filters.sentence, is_all=not filters), "", "", timezone.now())
    return _own_file(request, member, name, found, document)


@require_safe
def own_json(request: HttpRequest, key: str) -> HttpResponse:
    return _own_list(request, key, JSON)


@require_safe
def own_atom(request: HttpRequest, key: str) -> HttpResponse:
    return _own_list(request, key, ATOM)


def _public_list(request: HttpRequest, form: str) -> HttpResponse:
    version = versions.of_list(f"{form} {_asked(request)}", timezone.now())
    unchanged = _unchanged(request, version)
    if unchanged is not None:
        return _headed(unchanged, version, _PUBLIC)
    filters = read(request.GET)
    text = _list_text(request, form, filters, AnonymousUser(), _document(filters, form, version))
    return _headed(HttpResponse(text, content_type=CONTENT_TYPES[form]), version, _PUBLIC)


def _own_list(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The date is that of what was served last, so it is written into the text after that was compared."""
    member = _reader(key)
    filters = read(request.GET)
    name = _name(form, filters.query, request.GET.get("page", ""))
    beginning = versions.current_start()
    document = _document(filters, form, versions.Version("", beginning), key)
    text = _list_text(request, form, filters, member, document)
    etag = versions.of_text(text)
    known = member.own_feeds.filter(name=name, etag=etag).first()
    at = known.changed_at if known else versions.remember(member=member, name=name, etag=etag, at=timezone.now())
    version = versions.Version(etag, at)
    response = _unchanged(request, version)
    if response is None:
        dated = text.replace(rfc3339_date(beginning), rfc3339_date(at), 1) if form == ATOM else text
        response = HttpResponse(dated, content_type=CONTENT_TYPES[form])
    return _kept_private(_headed(response, version, _PRIVATE))


def _own_file(request: HttpRequest, member: Member, name: str, found: own.Own, document: Document) -> HttpResponse:
    text = calendar_text(document, found.rows)
    etag, at = versions.of_text(text), found.known_at
    if at is None or found.known_etag != etag:
        at = versions.remember(member=member, name=name, etag=etag, at=timezone.now())
    version = versions.Version(etag, at)
    response = _unchanged(request, version) or _named(HttpResponse(text, content_type=CONTENT_TYPES[ICS]))
    return _kept_private(_headed(response, version, _PRIVATE))


def _list_text(
    request: HttpRequest, form: str, filters: Filters, viewer: Member | AnonymousUser, document: Document
) -> str:
    at, number = timezone.now(), request.GET.get("page")
    if form == JSON:
        return json_text(
            document, Paginator(listing.coming_dates(filters, viewer, at), PER_PAGE[JSON]).get_page(number)
        )
    return atom_text(document, Paginator(listing.coming_series(filters, viewer, at), PER_PAGE[ATOM]).get_page(number))


def _document(filters: Filters, form: str, version: Version, key: str = "") -> Document:
    query = f"?{filters.query}" if filters else ""
    address = reverse(_OWN_NAMES[form], args=[key]) if key else reverse(_NAMES[form])
    title = title_of(filters.sentence, is_all=not filters)
    return Document(title, reverse("events:list") + query, address + query, version.changed_at)


def _reader(key: str) -> Member:
    reader = FeedKey.objects.reader_with(key)
    if reader is None:
        raise Http404
    return reader


def _asked(request: HttpRequest) -> str:
    """What a public address asks for, as it stands there: read only when it has to be answered."""
    return urlencode([(name, request.GET[name]) for name in (*FIELDS, "page") if name in request.GET])


def _name(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _since() -> datetime:
    """Since when one's own calendar shows what is over: whole days, so that a text stays for a day."""
    today = timezone.localdate() - WINDOW
    return timezone.make_aware(datetime.combine(today, time.min))


def _unchanged(request: HttpRequest, version: Version) -> HttpResponse | None:
    """A 304 (or 412) when the client has this version already (RFC 9110 13)."""
    at = int(version.changed_at.timestamp())
    response: HttpResponse | None = get_conditional_response(request, version.etag, at)
    return response


def _named(response: HttpResponse) -> HttpResponse:
    response["Content-Disposition"] = 'inline; filename="caldata-hub.ics"'
    return response


def _headed(response: HttpResponse, version: Version, caching: str) -> HttpResponse:
    response["ETag"], response["Last-Modified"] = version.etag, http_date(version.changed_at.timestamp())
    response["Cache-Control"] = caching
    return response


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
