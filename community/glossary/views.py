"""Pages of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .models import Term

if TYPE_CHECKING:
    from community.people.models import AnyRequest

TERMS_PER_PAGE = 50


@require_safe
def glossary(request: AnyRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    page = Paginator(Term.objects.matching(words).by_name(), TERMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "query": f"{urlencode({'q': words})}&" if words else ""}
    return render(request, "glossary/term_list.html", context)


@require_safe
def term(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Term.objects.all(), slug=slug)
    crumbs = [(_("Glossary"), reverse("glossary:glossary")), (shown.name, "")]
    context = {"term": shown, "related": shown.related.by_name(), "crumbs": crumbs}
    return render(request, "glossary/term_detail.html", context)
