"""The feeds, and the page on which members get addresses of their own for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from forum.models import Board, FeedKey, Post, Tag, Topic

from .atom import Feed, Version, text_of, version_of
from .services import make_key, revoke_key

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.people.models import AnyRequest, Member, MemberRequest
    from forum.querysets import TopicQuerySet

BOARDS_PER_PAGE = 60
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@require_GET
def feeds(request: AnyRequest) -> HttpResponse:
    mine = FeedKey.objects.of(request.user).first() if request.user.is_authenticated else None
    boards = Board.objects.visible_to(request.user if mine else AnonymousUser()).holding_topics().order_by("name", "pk")
    context = {
        "mine": mine,
        "topic": _asked_topic(request),
        "page": Paginator(boards, BOARDS_PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [(_("Forum"), reverse("boards:index")), (_("Feeds"), "")],
    }
    return render(request, "boards/feed_list.html", context)


def _asked_topic(request: AnyRequest) -> Topic | None:
    """The topic whose page led here."""
    asked = request.GET.get("topic", "")
    is_number = asked.isdecimal() and asked.isascii() and len(asked) < 19
    return (
        Topic.objects.visible_to(request.user).filter(pk=asked).select_related("forum").first() if is_number else None
    )


@member_required
@require_POST
def key_make(request: MemberRequest) -> HttpResponse:
    make_key(member=request.user)
    messages.success(request, _("Your feeds have new addresses. Give them to your feed reader, and to nobody else."))
    return redirect("boards:feeds")


@member_required
@require_POST
def key_revoke(request: MemberRequest) -> HttpResponse:
    revoke_key(member=request.user)
    messages.success(request, _("Your own feeds are closed: their addresses open nothing any more."))
    return redirect("boards:feeds")


@require_GET
def feed_of_all(request: HttpRequest, key: str = "") -> HttpResponse:
    topics, page = _topics(_reader(key)), reverse("boards:index")
    return _answer(request, key, Feed(_("New topics in the forum"), topics, page, reverse("boards:feed_of_all")))


@require_GET
def feed_of_board(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    reader = _reader(key)
    board = get_object_or_404(Board.objects.visible_to(reader).holding_topics(), slug=slug)
    title = _("New topics in %(board)s") % {"board": board.name}
    topics = _topics(reader).filter(forum=board)
    name = reverse("boards:feed_of_board", args=[slug])
    return _answer(request, key, Feed(title, topics, board.get_absolute_url(), name))


@require_GET
def feed_of_topic(request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(_reader(key)), pk=pk)
    posts = Post.objects.approved().filter(topic=topic).order_by("-created", "-pk")
    name = reverse("boards:feed_of_topic", args=[pk])
    return _answer(request, key, Feed(topic.subject, posts, topic.get_absolute_url(), name, is_of_topic=True))


@require_GET
def feed_of_tag(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    title = _("New topics about %(tag)s") % {"tag": tag.name}
    topics = _topics(_reader(key)).tagged(tag)
    # An empty feed would tell that a member wrote the word, perhaps in a board that the reader doesn't read.
    if not tag.is_kept and not topics.exists():
        raise Http404
    return _answer(
        request, key, Feed(title, topics, tag.get_absolute_url(), reverse("boards:feed_of_tag", args=[slug]))
    )


def _reader(key: str) -> Member | AnonymousUser:
    """Whose eyes the feed is for: everybody's without a key, whoever is signed in."""
    if not key:
        return AnonymousUser()
    reader = FeedKey.objects.reader_with(key)
    if reader is None:
        raise Http404
    return reader


def _topics(reader: Member | AnonymousUser) -> TopicQuerySet:
    """Those whose first post is shown, in the order in which they were started."""
    return Topic.objects.visible_to(reader).filter(first_post__approved=True).newest_started_first()


def _answer(request: HttpRequest, key: str, feed: Feed) -> HttpResponse:
    """The feed, or a 304 for who has it already (RFC 9110 13). What a key opens no shared cache keeps."""
    version = version_of(feed)
    unchanged = get_conditional_response(request, version.etag, int(version.changed_at.timestamp()))
    response = unchanged or HttpResponse(text_of(feed, version, request.path), content_type=CONTENT_TYPE)
    _put_headers(response, version, is_private=bool(key))
    return response


def _put_headers(response: HttpResponse, version: Version, *, is_private: bool) -> None:
    response["ETag"], response["Last-Modified"] = version.etag, http_date(version.changed_at.timestamp())
    response["Cache-Control"] = "private, no-cache" if is_private else "public, max-age=300"
    if is_private:
        response["X-Robots-Tag"] = "noindex"
