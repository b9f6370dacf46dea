"""The one search page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from .models import SearchEntry
from .sources import Filter, sources

if TYPE_CHECKING:
    from community.people.models import AnyRequest

RESULTS_PER_PAGE = 20


@dataclass(frozen=True)
class Asked:
    """A filter of the kind, what it offers, and what was chosen ("" for nothing)."""

    filter: Filter
    choices: Sequence[tuple[str, str | Promise]]
    value: str


def _filters(request: AnyRequest, kind: str) -> list[Asked]:
    asked = []
    for each in sources.get(kind).filters if kind else ():
        choices, value = each.choices(), request.GET.get(each.name, "")
        asked.append(Asked(each, choices, value if value in dict(choices) else ""))
    return [each for each in asked if each.choices]


@require_GET
def search(request: AnyRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    kinds = {source.kind: source.name for source in sources}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    found = SearchEntry.objects.visible_to(request.user).matching(query).for_kind(kind).select_related("department")
    filters = _filters(request, kind)
    for each in filters:
        found = found.among(each.filter.rows(each.value)) if each.value else found
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
