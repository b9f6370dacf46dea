"""Starting a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.drafts.desk import desk_for, keeps_words
from forum.enums import TopicKind
from forum.files.forms import StartWithFiles
from forum.files.views import add_in_form
from forum.kinds.permissions import kinds_for
from forum.models import Board
from forum.moderation.leading import lead_to_waiting
from forum.moderation.permissions import suspension_of
from forum.polls.forms import PollForm
from forum.polls.services import start_with_poll
from forum.suggestions.looking import similar_topics

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _board_to_post_in(request: MemberRequest, slug: str) -> Board:
    """A board the member may read and that holds topics; else 404."""
    return get_object_or_404(Board.objects.visible_to(request.user).holding_topics(), slug=slug)


def _start_page(
    request: MemberRequest,
    board: Board,
    form: StartWithFiles,
    poll: PollForm,
    *,
    preview: Any = None,
    status: int = 200,
) -> HttpResponse:
    desk = desk_for(request.user, board.place, board)
    if not form.is_bound:
        desk.fill(form)
    way = [(_("Forum"), reverse("boards:index")), (board.name, board.get_absolute_url()), (_("Start a topic"), "")]
    title = form.cleaned_data.get("title", "") if preview else ""
    similar = similar_topics(request.user, title) if title else []
    context = {
        "board": board,
        "form": form,
        "poll_form": poll,
        "desk": desk,
        "preview": preview,
        "similar": similar,
        "suspension": suspension_of(request.user),
        "crumbs": way,
    }
    return render(request, "boards/topic_start.html", context, status=status)


def _start_form(request: MemberRequest, board: Board) -> StartWithFiles:
    asked = {"kind": request.GET["kind"]} if request.GET.get("kind") in TopicKind.values else {}
    kinds = kinds_for(request.user, board)
    form = StartWithFiles(request.POST or None, request.FILES or None, kinds=kinds, initial=asked)
    form.fields["title"].widget.attrs["data-similar"] = reverse("boards:similar", args=[board.slug])
    return form


def _poll_form(request: MemberRequest) -> PollForm:
    return PollForm(request.POST or None, prefix="poll", zone=request.user.zone)


@member_required
@keeps_words
@require_http_methods(["GET", "POST"])
def topic_start(request: MemberRequest, slug: str) -> HttpResponse:
    board = _board_to_post_in(request, slug)
    form, poll = _start_form(request, board), _poll_form(request)
    if all([form.is_valid(), poll.is_valid()]):
        said = form.cleaned_data
        words = {name: said[name] for name in ("title", "text", "kind", "tags", "form_token")}
        try:
            made = start_with_poll(
                words=poll.words,
                board=board,
                poster=request.user,
                files=said["new_files"],
                draft=board.place,
                **words,
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(made) if made.approved else lead_to_waiting(request)
    return _start_page(request, board, form, poll, status=422 if form.is_bound else 200)


@member_required
@keeps_words
@require_POST
def topic_preview(request: MemberRequest, slug: str) -> HttpResponse:
    board = _board_to_post_in(request, slug)
    form = _start_form(request, board)
    if "add_picture" in request.POST:
        poll = _poll_form(request)
        return _start_page(request, board, form, poll, status=200 if add_in_form(request.user, form) else 422)
    form.is_valid()
    preview = form.cleaned_data.get("text")
    return _start_page(request, board, form, _poll_form(request), preview=preview, status=200 if preview else 422)
