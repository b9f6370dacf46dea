"""Reacting to a post, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Post, Reaction
from forum.views.topics import crumbs_to

from .forms import ReactionForm
from .services import react, take_back_reaction

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PEOPLE_PER_PAGE = 30


def _post(request: MemberRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.user).select_related("topic__forum", "poster"), pk=pk)


@member_required
@require_POST
def post_react(request: MemberRequest, pk: int) -> HttpResponse:
    post, form = _post(request, pk), ReactionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the buttons below the post."))
        return redirect(post)
    said = form.cleaned_data
    try:
        if said["add"]:
            react(post=post, member=request.user, kind=said["add"])
        else:
            take_back_reaction(post=post, member=request.user, kind=said["drop"])
    except HubError as refusal:
        messages.error(request, refusal.message)
    return redirect(post)


@member_required
@require_GET
def reactions(request: MemberRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    context = {
        "post": post,
        "page": Paginator(Reaction.objects.of(post), PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs_to(post.topic, _("Reactions")),
    }
    return render(request, "boards/reaction_list.html", context)
