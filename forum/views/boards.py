"""The index of boards, one board, and what is unread."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.notifications.services.following import followed_as
from community.people.access import member_required
from forum.kinds.permissions import boards_looked_after, can_look_after, is_led_by
from forum.models import Board, Topic
from forum.narrowing import Show, of_board, of_unread
from forum.paging import IdsFirstPaginator
from forum.permissions import can_post
from forum.querysets import UNREAD_DAYS
from forum.services.reading import mark_boards_read

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

BOARDS_PER_PAGE = 60
TOPICS_PER_PAGE = 20


@require_GET
def index(request: AnyRequest) -> HttpResponse:
    viewer = request.user
    boards = Board.objects.visible_to(viewer).for_index()
    page = Paginator(boards, BOARDS_PER_PAGE).get_page(request.GET.get("page"))
    sections = Board.objects.visible_to(viewer).sections().in_bulk({board.parent_id for board in page})
    unread: dict[int, int] = {}
    may_moderate = boards_looked_after(viewer).exists()
    if viewer.is_authenticated:
        new = Topic.objects.visible_to(viewer).unread_by(viewer).order_by()
        unread = dict(new.values_list("forum").annotate(Count("pk")))
    for board in page:
        board.unread_count = unread.get(board.pk, 0)
    groups = [(sections.get(parent), list(found)) for parent, found in groupby(page, key=lambda board: board.parent_id)]
    context = {"page": page, "groups": groups, "unread_count": sum(unread.values()), "may_moderate": may_moderate}
    return render(request, "boards/board_list.html", context)


@require_GET
def board(request: AnyRequest, slug: str) -> HttpResponse:
    boards = Board.objects.visible_to(request.user).for_index().annotate(is_led=is_led_by(request.user))
    shown = get_object_or_404(boards, slug=slug)
    asked, rows = of_board(shown, request), Topic.objects.for_list(request.user)
    paginator = IdsFirstPaginator(asked.topics, rows, TOPICS_PER_PAGE, count=asked.count)
    context = {
        "board": shown,
        "asked": asked,
        "shows": Show,
        "page": paginator.get_page(request.GET.get("page")),
        "following": followed_as(request.user, shown.place),
        "may_post": can_post(request.user, shown),
        "may_tend": can_look_after(request.user, shown, is_led=shown.is_led),
        "crumbs": [(_("Forum"), reverse("boards:index")), (shown.name, "")],
    }
    return render(request, "boards/board_detail.html", context)


@member_required
@require_POST
def board_read(request: MemberRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Board.objects.visible_to(request.user).holding_topics(), slug=slug)
    mark_boards_read(reader=request.user, boards=[shown])
    messages.success(request, _("Everything in %(board)s is marked as read.") % {"board": shown.name})
    return redirect(shown)


@member_required
@require_GET
def unread(request: MemberRequest) -> HttpResponse:
    new = Topic.objects.visible_to(request.user).unread_by(request.user)
    asked = of_unread(new, request.GET.get("where", ""))
    rows = Topic.objects.for_list(request.user)
    paginator = IdsFirstPaginator(asked.topics, rows, TOPICS_PER_PAGE, count=asked.count)
    context = {
        "asked": asked,
        "page": paginator.get_page(request.GET.get("page")),
        "days": UNREAD_DAYS,
        "crumbs": [(_("Forum"), reverse("boards:index")), (_("Unread topics"), "")],
    }
    return render(request, "boards/unread_list.html", context)


@member_required
@require_POST
def unread_read(request: MemberRequest) -> HttpResponse:
    mark_boards_read(reader=request.user, boards=Board.objects.visible_to(request.user).holding_topics())
    messages.success(request, _("Everything in the forum is marked as read."))
    return redirect("boards:index")
