"""The history of a post: its versions, what differs between two, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Post
from forum.views.topics import crumbs_to

from .diffing import difference
from .keeping import version_of
from .permissions import can_restore
from .services import restore_version

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from forum.querysets import Viewer

VERSIONS_PER_PAGE = 20


def _post(viewer: Viewer, pk: int) -> Post:
    """A post that the viewer sees; else 404."""
    return get_object_or_404(Post.objects.visible_to(viewer).select_related("topic__forum", "poster"), pk=pk)


def _number(asked: str | None, otherwise: int) -> int:
    return int(asked) if asked and asked.isdecimal() and len(asked) < 9 else otherwise


def _compared(request: AnyRequest, post: Post) -> dict[str, Any]:
    """Two versions and what differs; nothing when one of them is not there. The last two, unless others are asked."""
    latest = version_of(post)
    old, new = _number(request.GET.get("from"), latest - 1), _number(request.GET.get("to"), latest)
    found = {each.number: each for each in post.revisions.select_related("by").filter(number__in=(old, new))}
    if not {old, new} <= found.keys():
        return {}
    before, after = found[old], found[new]
    is_renamed = before.title != after.title
    return {
        "old": before,
        "new": after,
        "title": difference(before.title, after.title) if is_renamed else None,
        "text": difference(before.content, after.content),
    }


@require_GET
def post_history(request: AnyRequest, pk: int) -> HttpResponse:
    post = _post(request.user, pk)
    page = Paginator(post.revisions.for_list(), VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "post": post,
        "page": page,
        "latest": version_of(post),
        "compared": _compared(request, post),
        "may_restore": can_restore(request.user, post),
        "crumbs": crumbs_to(post.topic, _("History of a post")),
    }
    return render(request, "boards/post_history.html", context)


@member_required
@require_POST
def post_restore(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    post = _post(request.user, pk)
    if not can_restore(request.user, post):
        raise Http404
    revision = get_object_or_404(post.revisions, number=number)
    revision.post = post
    try:
        restore_version(revision=revision, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
        return redirect("boards:post_history", pk=pk)
    messages.success(request, _("The post says again what version %(number)d said.") % {"number": number})
    return redirect(post)
