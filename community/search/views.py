"""The one search page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from .models import SearchEntry
from .sources import Filter, Shape, sources

if TYPE_CHECKING:
    from community.people.models import AnyRequest

RESULTS_PER_PAGE = 20
_LONGEST_VALUE = 100


@dataclass(frozen=True)
class Asked:
    """A filter of the kind, what it offers, and what was chosen ("" for nothing)."""

    filter: Filter
    choices: Sequence[tuple[str, str | Promise]]
    value: str
    meaning: str | date | None  # of the value: None where it has none, and so narrows nothing

    @property
    def input_type(self) -> str:
        """Of the field in which one types; "" where one chooses."""
        return {Shape.DAY: "date", Shape.WORDS: "text"}.get(self.filter.shape, "")


def _filters(request: AnyRequest, kind: str) -> list[Asked]:
    asked = []
    for each in sources.get(kind).filters if kind else ():
        choices, value = each.choices(request.user), request.GET.get(each.name, "").strip()[:_LONGEST_VALUE]
        meaning = _meaning(each, choices, value)
        asked.append(Asked(each, choices, value if meaning else "", meaning))
    return [each for each in asked if each.choices or each.input_type]


def _meaning(each: Filter, choices: Sequence[tuple[str, str | Promise]], value: str) -> str | date | None:
    if each.shape == Shape.CHOICE:
        return value if value in dict(choices) else None
    if each.shape == Shape.DAY:
        with suppress(ValueError):
            day = parse_date(value)
            return day if day and 1900 <= day.year < 3000 else None  # so that the next day is one too
        return None
    return value or None


@require_GET
def search(request: AnyRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    kinds = {source.kind: source.name for source in sources}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    found = SearchEntry.objects.visible_to(request.user).matching(query).for_kind(kind).select_related("department")
    filters = _filters(request, kind)
    for each in filters:
        found = found.among(each.filter.rows(each.meaning), kind=kind) if each.meaning else found
    page = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    page_query = urlencode({"q": query, "kind": kind} | {each.filter.name: each.value for each in filters}) + "&"
    extracts = SearchEntry.objects.filter(pk__in=[entry.pk for entry in page]).extracts(query) if page else {}
    hits = [(entry, extracts.get(entry.pk, "")) for entry in page]
    context = {
        "query": query,
        "kind": kind,
        "kinds": kinds,
        "filters": filters,
        "page": page,
        "hits": hits,
        "page_query": page_query,
    }
    return render(request, "search/results.html", context)
