"""The one search page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .models import SearchEntry
from .sources import sources

if TYPE_CHECKING:
    from community.people.models import AnyRequest

RESULTS_PER_PAGE = 20


@require_GET
def search(request: AnyRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    kinds = {source.kind: source.name for source in sources}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    found = SearchEntry.objects.visible_to(request.user).matching(query).for_kind(kind).select_related("department")
    page = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    page_query = urlencode({"q": query, "kind": kind}) + "&"
    extracts = SearchEntry.objects.filter(pk__in=[entry.pk for entry in page]).extracts(query) if page else {}
    hits = [(entry, extracts.get(entry.pk, "")) for entry in page]
    context = {"query": query, "kind": kind, "kinds": kinds, "page": page, "hits": hits, "page_query": page_query}
    return render(request, "search/results.html", context)
