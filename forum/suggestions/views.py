"""Suggestions for the text, as JSON; topics like the one that begins, as a part of the page."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from community.people.access import member_required
from community.safety.characters import flattened
from forum.models import Board

from .looking import members_named, similar_topics, topics_named

if TYPE_CHECKING:
    from community.people.models import MemberRequest

LONGEST_TYPED = 60
KINDS = {"member": members_named, "topic": topics_named}


def _board(request: MemberRequest, slug: str) -> Board:
    return get_object_or_404(Board.objects.visible_to(request.user).holding_topics(), slug=slug)


@member_required
@require_GET
def suggest(request: MemberRequest) -> JsonResponse:
    look = KINDS.get(request.GET.get("kind", ""))
    if look is None:
        raise Http404
    board, typed = _board(request, request.GET.get("board", "")), flattened(request.GET.get("q", ""))[:LONGEST_TYPED]
    found = look(request.user, board, typed) if typed else []
    return JsonResponse({"suggestions": [asdict(each) for each in found]})


@member_required
@require_GET
def similar(request: MemberRequest, slug: str) -> HttpResponse:
    _board(request, slug)
    title = flattened(request.GET.get("title", ""))[:200]
    return render(request, "boards/similar.html", {"similar": similar_topics(request.user, title)})
