"""One topic with its posts, and starting one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_place_read
from community.people.access import member_required
from community.people.errors import HubError
from forum.enums import TopicKind
from forum.forms import ReplyForm
from forum.kinds.forms import StartForm
from forum.kinds.permissions import can_sort, kinds_for
from forum.kinds.structured import qa_page
from forum.models import Board, Post, Topic
from forum.paging import IdsFirstPaginator
from forum.permissions import can_reply
from forum.services.posting import start_topic
from forum.services.reading import mark_topic_read

if TYPE_CHECKING:
    from community.people.models import AnyRequest, Member, MemberRequest

POSTS_PER_PAGE = 20


def crumbs_to(topic: Topic, last: str = "") -> list[tuple[str, str]]:
    """The way from the forum to a topic, or to the page `last` below it."""
    way = [(_("Forum"), reverse("boards:index")), (topic.forum.name, topic.forum.get_absolute_url())]
    return [*way, (topic.subject, topic.get_absolute_url()), (last, "")] if last else [*way, (topic.subject, "")]


def page_of(topic: Topic, post: Post) -> str:
    """The address of `post` on the page of the topic where it stands now."""
    is_last = topic.last_post_id == post.pk
    before = topic.posts_count - 1 if is_last else topic.posts.approved().before(post).count()
    return f"{topic.get_absolute_url()}?page={before // POSTS_PER_PAGE + 1}#{post.anchor}"


def _posts_page(topic: Topic, number: str | None) -> Page[Post]:
    ids = topic.posts.approved().in_order()
    return IdsFirstPaginator(ids, Post.objects.for_page(), POSTS_PER_PAGE, count=topic.posts_count).get_page(number)


def _first_new(topic: Topic, page: Page[Post]) -> int | None:
    """The post before which “new” is written: not before the very first one."""
    new = (place for place, post in enumerate(page) if post.created > topic.read_to)
    place = next(new, None)
    return None if place is None or (place == 0 and page.number == 1) else page[place].pk


@require_GET
def topic(request: AnyRequest, pk: int, slug: str) -> HttpResponse:
    viewer = request.user
    topics = Topic.objects.visible_to(viewer).with_read_to(viewer).for_question(viewer).select_related("forum")
    shown = get_object_or_404(topics, pk=pk)
    if slug != shown.slug:
        return redirect(shown, permanent=True)
    page = _posts_page(shown, request.GET.get("page"))
    context = {
        "topic": shown,
        "page": page,
        "first_new": _first_new(shown, page),
        "may_reply": can_reply(viewer, shown),
        "may_sort": can_sort(viewer, shown),
        "structured": qa_page(request, shown, page),
        "following": followed_as(viewer, shown.place),
        "form": ReplyForm(),
        "crumbs": crumbs_to(shown),
    }
    response = render(request, "boards/topic_detail.html", context)
    if viewer.is_authenticated and page.object_list:
        _seen(viewer, shown, page[-1])
    return response


def _seen(reader: Member, topic: Topic, last: Post) -> None:
    """What is read needs no mail; where nothing is unread, nothing is written."""
    if last.created > topic.read_to:
        mark_topic_read(reader=reader, topic=topic, up_to=last.created)
    else:
        mark_place_read(reader=reader, place=topic.place, up_to=last.created)


@member_required
@require_GET
def topic_unread(request: MemberRequest, pk: int) -> HttpResponse:
    topics = Topic.objects.visible_to(request.user).with_read_to(request.user).select_related("last_post")
    shown = get_object_or_404(topics, pk=pk)
    first = shown.posts.approved().filter(created__gt=shown.read_to).in_order().first() or shown.last_post
    return redirect(page_of(shown, first) if first else shown.get_absolute_url())


def _board_to_post_in(request: MemberRequest, slug: str) -> Board:
    """A board the member may read and that holds topics; else 404."""
    return get_object_or_404(Board.objects.visible_to(request.user).holding_topics(), slug=slug)


def _start_page(
    request: MemberRequest, board: Board, form: StartForm, *, preview: Any = None, status: int = 200
) -> HttpResponse:
    way = [(_("Forum"), reverse("boards:index")), (board.name, board.get_absolute_url()), (_("Start a topic"), "")]
    context = {"board": board, "form": form, "preview": preview, "crumbs": way}
    return render(request, "boards/topic_start.html", context, status=status)


def _start_form(request: MemberRequest, board: Board) -> StartForm:
    asked = {"kind": request.GET["kind"]} if request.GET.get("kind") in TopicKind.values else {}
    return StartForm(request.POST or None, kinds=kinds_for(request.user, board), initial=asked)


@member_required
@require_http_methods(["GET", "POST"])
def topic_start(request: MemberRequest, slug: str) -> HttpResponse:
    board = _board_to_post_in(request, slug)
    form = _start_form(request, board)
    if form.is_valid():
        said = form.cleaned_data
        try:
            started = start_topic(
                board=board,
                poster=request.user,
                title=said["title"],
                text=said["text"],
                kind=said["kind"],
                tags=said["tags"],
                form_token=said["form_token"],
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(started)
    return _start_page(request, board, form, status=422 if form.is_bound else 200)


@member_required
@require_POST
def topic_preview(request: MemberRequest, slug: str) -> HttpResponse:
    board = _board_to_post_in(request, slug)
    form = StartForm(request.POST, kinds=kinds_for(request.user, board))
    form.is_valid()
    preview = form.cleaned_data.get("text")
    return _start_page(request, board, form, preview=preview, status=200 if preview else 422)
