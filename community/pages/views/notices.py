"""The notices of the law, privacy and conditions of use: they answer before an editor wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from community.pages.pages import AccessibilityPage, CertificationPage, NoticePage

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def accessibility(request: AnyRequest) -> HttpResponse:
    return _notice(request, AccessibilityPage)


@require_safe
def certification(request: AnyRequest) -> HttpResponse:
    return _notice(request, CertificationPage)


def _notice(request: AnyRequest, page_type: type[NoticePage]) -> HttpResponse:
    """The published page, or what the hub can say by itself."""
    page = page_type.objects.live().first()
    return render(request, page_type.template, page.get_context(request) if page else page_type.facts(None))


@require_safe
def privacy(request: AnyRequest) -> HttpResponse:
    return _editors_or_own(request, "privacy")


@require_safe
def conditions(request: AnyRequest) -> HttpResponse:
    return _editors_or_own(request, "conditions")


def _editors_or_own(request: AnyRequest, slug: str) -> HttpResponse:
    """The editors' standard page with that slug, or what the hub can say by itself."""
    try:
        page: HttpResponse = serve(request, f"{slug}/")
    except Http404:
        return render(request, f"pages/{slug}.html")
    return page
