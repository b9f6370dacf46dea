"""Keeping a draft, the list of one's drafts, deleting one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.notifications.registries import place_of
from community.people.access import member_required, page_of_form, typed_words
from forum.models import Board, Draft, Post, Topic

from .desk import KEY, address_of, keep_typed, typed_in
from .keys import opened

if TYPE_CHECKING:
    from community.people.models import AnyRequest, Member, MemberRequest

DRAFTS_PER_PAGE = 20


@require_POST
def draft_save(request: AnyRequest) -> HttpResponse:
    """For whoever has a form with a key, signed in or not."""
    found = opened(request.POST.get(KEY, ""))
    if found is None:
        raise Http404
    if typed_in(request.POST).is_too_long:
        return render(request, "boards/draft_refused.html", {"typed": typed_words(request)}, status=422)
    is_kept = bool(keep_typed(request))
    if request.accepts("text/html"):
        return _after(request, address_of(found[1]), is_kept=is_kept)
    time = date_format(timezone.localtime(), "P")
    return JsonResponse({"said": _("Draft saved, %(time)s") % {"time": time} if is_kept else ""})


def _after(request: AnyRequest, address: str, *, is_kept: bool) -> HttpResponse:
    if not request.user.is_authenticated:
        messages.info(request, _("Your words are kept. Sign in, and you find them in the form."))
        return redirect_to_login(address)
    if not is_kept:
        messages.info(request, _("There is nothing to keep yet. Write something first."))
    elif request.FILES:
        messages.success(request, _("The draft is saved, without the files: choose them again before you post."))
    else:
        messages.success(request, _("The draft is saved. You find it here and under “My drafts”."))
    return redirect(address)


@dataclass(frozen=True)
class Row:
    """A draft in the list: what it is, and the address of its form when the member may still write there."""

    draft: Draft
    name: str
    url: str


@member_required
@require_GET
def draft_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(Draft.objects.of(request.user), DRAFTS_PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("Forum"), reverse("boards:index")), (_("My drafts"), "")]
    context = {"page": page, "rows": _rows(request.user, list(page)), "crumbs": crumbs}
    return render(request, "boards/draft_list.html", context)


def _rows(member: Member, drafts: Sequence[Draft]) -> list[Row]:
    asked: dict[str, list[int]] = {"topic": [], "board": [], "post": []}
    for draft in drafts:
        kind, _colon, key = draft.place.partition(":")
        asked[kind].append(int(key))
    found = {place_of("topic", pk): _reply(topic) for pk, topic in _visible(Topic, member, asked["topic"]).items()}
    found |= {place_of("board", pk): _start(board) for pk, board in _visible(Board, member, asked["board"]).items()}
    found |= {place_of("post", pk): _change(post) for pk, post in _visible(Post, member, asked["post"]).items()}
    lost = (_("Words for a place that you don’t see any more"), "")
    return [Row(draft, *found.get(draft.place, lost)) for draft in drafts]


def _visible(model: Any, member: Member, keys: list[int]) -> dict[int, Any]:
    rows = model.objects.visible_to(member)
    return dict((rows.select_related("topic") if model is Post else rows).in_bulk(keys))


def _reply(topic: Topic) -> tuple[str, str]:
    return _("Reply to “%(title)s”") % {"title": topic.subject}, reverse("boards:reply", args=[topic.pk])


def _start(board: Board) -> tuple[str, str]:
    return _("New topic in %(board)s") % {"board": board.name}, reverse("boards:topic_start", args=[board.slug])


def _change(post: Post) -> tuple[str, str]:
    title = {"title": post.topic.subject}
    return _("Change of your post in “%(title)s”") % title, reverse("boards:post_edit", args=[post.pk])


@member_required
@require_POST
def draft_delete(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Draft.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("The draft is deleted."))
    return redirect(page_of_form(request))
