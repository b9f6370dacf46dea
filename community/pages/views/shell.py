"""“My hub”: what to do next, in one page; and the style guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_safe

from community.pages.registries import dashboard_cards, specimens
from community.people.access import member_required

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest


@member_required
@require_GET
def my(request: MemberRequest) -> HttpResponse:
    return render(request, "pages/my.html", {"cards": dashboard_cards.build(request.user)})


@require_safe
def styleguide(request: AnyRequest) -> HttpResponse:
    """Every component in every state; where DEBUG is off the address does not exist."""
    if not settings.DEBUG:
        raise Http404
    parts = [
        (specimen.title, render_to_string(specimen.template, specimen.context(), request)) for specimen in specimens
    ]
    return render(request, "styleguide/styleguide.html", {"parts": parts})
