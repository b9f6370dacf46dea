"""Pages for those who look after a board: one topic as a whole, merging, splitting, several topics at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.kinds.permissions import boards_looked_after
from forum.models import Post, Topic
from forum.paging import IdsFirstPaginator
from forum.views.topics import crumbs_to

from .enums import Act
from .forms import MergeAskForm, MergeForm, MoveForm, SeveralForm, SplitForm
from .services.acting import tend
from .services.merging import merge_topics
from .services.splitting import split_topic

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from forum.models import Board

PER_PAGE = 50
_DONE = {
    Act.PIN: gettext_lazy("The topic is pinned: it stands at the top of its board."),
    Act.UNPIN: gettext_lazy("The topic is not pinned any more."),
    Act.LOCK: gettext_lazy("The topic is locked: nobody replies any more."),
    Act.UNLOCK: gettext_lazy("The topic is open again."),
    Act.MOVE: gettext_lazy("The topic is in this board now."),
}


def _topic_to_tend(request: MemberRequest, pk: int) -> Topic:
    """A topic that the member sees, in a board that the member looks after; else 404."""
    topics = Topic.objects.visible_to(request.user).select_related("forum", "poster")
    return get_object_or_404(topics.filter(forum__in=boards_looked_after(request.user).values("pk")), pk=pk)


def _tend_page(request: MemberRequest, topic: Topic, move: MoveForm, status: int = 200) -> HttpResponse:
    context = {
        "topic": topic,
        "move": move,
        "ask": MergeAskForm(topic=topic, by=request.user),
        "crumbs": crumbs_to(topic, _("Look after this topic")),
    }
    return render(request, "boards/topic_tend.html", context, status=status)


@member_required
@require_GET
def topic_tend(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tend(request, pk)
    return _tend_page(request, topic, MoveForm(topic=topic, by=request.user, initial={"seen_board": topic.forum_id}))


@member_required
@require_POST
def topic_act(request: MemberRequest, pk: int, act: Act) -> HttpResponse:
    topic = _topic_to_tend(request, pk)
    try:
        tend(topics=[topic.pk], act=act, by=request.user, seen_board=topic.forum_id)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _DONE[act])
    return redirect(topic)


@member_required
@require_POST
def topic_move(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tend(request, pk)
    form = MoveForm(request.POST, topic=topic, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            tend(topics=[pk], act=Act.MOVE, by=request.user, seen_board=said["seen_board"], target=said["board"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _DONE[Act.MOVE])
            return redirect(topic)
    return _tend_page(request, topic, form, status=422)


def _merge_page(
    request: MemberRequest, topic: Topic, ask: MergeAskForm, form: MergeForm | None = None, status: int = 200
) -> HttpResponse:
    other = ask.cleaned_data.get("other") if ask.is_bound else None
    context = {
        "topic": topic,
        "other": other,
        "ask": ask,
        "form": form or (MergeForm(topic=topic, other=other) if other else None),
        "crumbs": crumbs_to(topic, _("Merge into another topic")),
    }
    return render(request, "boards/topic_merge.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def topic_merge(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tend(request, pk)
    said = request.POST if request.method == "POST" else request.GET
    ask = MergeAskForm(said if "other" in said or request.method == "POST" else None, topic=topic, by=request.user)
    if not ask.is_valid() or request.method == "GET":
        return _merge_page(request, topic, ask, status=422 if request.method == "POST" else 200)
    other = ask.cleaned_data["other"]
    form = MergeForm(request.POST, topic=topic, other=other)
    if form.is_valid():
        seen = {topic.pk: form.cleaned_data["seen_board"], other.pk: form.cleaned_data["seen_other_board"]}
        title = topic.subject if form.cleaned_data["title"] == "own" else ""
        try:
            merged = merge_topics(former=topic, into=other, by=request.user, seen=seen, title=title)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The topics are merged. The old address leads here."))
            return redirect(merged)
    return _merge_page(request, topic, ask, form, status=422)


def _split_page(request: MemberRequest, topic: Topic, form: SplitForm, status: int = 200) -> HttpResponse:
    ids = topic.posts.approved().in_order()
    paginator = IdsFirstPaginator(ids, Post.objects.for_page(), PER_PAGE, count=topic.posts_count)
    context = {
        "topic": topic,
        "form": form,
        "ticked": set(form.data.getlist("posts")) if form.is_bound else set(),  # type: ignore[attr-defined]
        "page": paginator.get_page(request.GET.get("page")),
        "crumbs": crumbs_to(topic, _("Split off replies")),
    }
    return render(request, "boards/topic_split.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def topic_split(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tend(request, pk)
    start = {"seen_board": topic.forum_id, "board": topic.forum_id}
    form = SplitForm(request.POST or None, by=request.user, initial=start)
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            made = split_topic(topic=topic, by=request.user, **said)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The replies are in this topic now. Both topics say so."))
            return redirect(made)
    return _split_page(request, topic, form, status=422 if request.method == "POST" else 200)


def _several_page(request: MemberRequest, board: Board, form: SeveralForm, status: int = 200) -> HttpResponse:
    ids = Topic.objects.approved().filter(forum=board).order_by("-type", "-last_post_on", "-pk")
    rows = Topic.objects.for_list(request.user)
    context = {
        "board": board,
        "form": form,
        "ticked": set(form.data.getlist("topics")) if form.is_bound else set(),  # type: ignore[attr-defined]
        "page": IdsFirstPaginator(ids, rows, PER_PAGE, count=board.direct_topics_count).get_page(
            request.GET.get("page")
        ),
        "crumbs": [
            (_("Forum"), reverse("boards:index")),
            (board.name, board.get_absolute_url()),
            (_("Look after the topics"), ""),
        ],
    }
    return render(request, "boards/board_tend.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def board_tend(request: MemberRequest, slug: str) -> HttpResponse:
    board: Board = get_object_or_404(boards_looked_after(request.user), slug=slug)
    form = SeveralForm(request.POST or None, source=board, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            count = tend(
                topics=said["topics"], act=said["act"], by=request.user, seen_board=board.pk, target=said["board"]
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            words = ngettext("%(count)d topic is changed.", "%(count)d topics are changed.", count)
            messages.success(request, words % {"count": count})
            return redirect("boards:board_tend", slug=slug)
    return _several_page(request, board, form, status=422 if request.method == "POST" else 200)
