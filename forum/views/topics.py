"""One topic with its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.notifications.registries import place_of
from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_place_read
from community.people.access import member_required
from forum.drafts.desk import desk_from, draft_columns
from forum.files.forms import ReplyWithFiles
from forum.kinds.permissions import can_look_after, can_sort, is_led_by
from forum.kinds.structured import qa_page
from forum.models import Post, Topic
from forum.moderation.permissions import suspension_of
from forum.outcomes.permissions import is_told_of
from forum.paging import IdsFirstPaginator
from forum.permissions import can_reply
from forum.polls.showing import poll_of
from forum.reactions import showing as reactions
from forum.routing.querysets import with_asked
from forum.routing.reasons import asked_on
from forum.services.reading import mark_topic_read
from forum.tending.notes import splits_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, Member, MemberRequest
    from forum.querysets import Viewer

POSTS_PER_PAGE = 20


def crumbs_to(topic: Topic, last: str = "") -> list[tuple[str, str]]:
    """The way from the forum to a topic, or to the page `last` below it."""
    way = [(_("Forum"), reverse("boards:index")), (topic.forum.name, topic.forum.get_absolute_url())]
    return [*way, (topic.subject, topic.get_absolute_url()), (last, "")] if last else [*way, (topic.subject, "")]


def merged_or_404(viewer: Viewer, pk: int) -> Topic:
    """The topic that the one with that key was merged into, if `viewer` sees it."""
    return get_object_or_404(Topic.objects.visible_to(viewer).merged_from(pk))


def page_of(topic: Topic, post: Post) -> str:
    """The address of `post` on the page of the topic where it stands now."""
    is_last = topic.last_post_id == post.pk
    before = topic.posts_count - 1 if is_last else topic.posts.approved().before(post).count()
    return f"{topic.get_absolute_url()}?page={before // POSTS_PER_PAGE + 1}#{post.anchor}"


def _posts_page(topic: Topic, viewer: Viewer, number: str | None) -> Page[Post]:
    ids, rows = topic.posts.approved().in_order(), reactions.with_counts(Post.objects.for_page(), viewer)
    paginator = IdsFirstPaginator(ids, rows, POSTS_PER_PAGE, count=topic.posts_count)
    return reactions.shown(paginator.get_page(number))


def _first_new(topic: Topic, page: Page[Post]) -> int | None:
    """The post before which “new” is written: not before the very first one."""
    new = (place for place, post in enumerate(page) if post.created > topic.read_to)
    place = next(new, None)
    return None if place is None or (place == 0 and page.number == 1) else page[place].pk


@require_GET
def topic(request: AnyRequest, pk: int, slug: str) -> HttpResponse:
    viewer = request.user
    topics = (
        Topic.objects.visible_to(viewer).with_read_to(viewer).for_question(viewer).select_related("forum__work_group")
    )
    topics = topics.annotate(
        is_led=is_led_by(viewer, "forum__work_group"), **draft_columns(viewer, place_of("topic", pk))
    )
    shown = with_asked(topics, viewer).filter(pk=pk).first() or merged_or_404(viewer, pk)
    if (shown.pk, shown.slug) != (pk, slug):
        return redirect(shown, permanent=True)
    page, may = _posts_page(shown, viewer, request.GET.get("page")), _may(viewer, shown)
    context = {
        "topic": shown,
        "page": page,
        "first_new": _first_new(shown, page),
        **may,
        **_beside(viewer, shown, page.number, may_reply=may["may_reply"]),
        "structured": qa_page(request, shown, page),
        "asked": asked_on(shown, page, viewer),
        "following": followed_as(viewer, shown.place),
        "crumbs": crumbs_to(shown),
        **_reply_part(viewer, shown),
    }
    response = render(request, "boards/topic_detail.html", context)
    if viewer.is_authenticated and page.object_list:
        _seen(viewer, shown, page[-1])
    return response


def _may(viewer: Viewer, topic: Topic) -> dict[str, bool]:
    looks_after = can_look_after(viewer, topic.forum, is_led=topic.is_led)
    return {
        "may_reply": can_reply(viewer, topic),
        "may_sort": can_sort(viewer, topic, looks_after=looks_after),
        "may_moderate": looks_after,
        "may_publish": topic.is_led and is_told_of(topic.forum),
    }


def _beside(viewer: Viewer, topic: Topic, page: int, *, may_reply: bool) -> dict[str, Any]:
    """What stands above the posts: where parts of the topic went, and on the first page its poll."""
    poll = poll_of(viewer, topic, may_reply=may_reply) if page == 1 else None
    suspension = None if may_reply else suspension_of(viewer)
    return {"splits": splits_of(viewer, topic), "poll": poll, "suspension": suspension}


def _reply_part(viewer: Viewer, topic: Topic) -> dict[str, Any]:
    """The form below the posts, with the draft that is there."""
    if not viewer.is_authenticated:
        return {}
    form, desk = ReplyWithFiles(), desk_from(viewer, topic)
    desk.fill(form)
    return {"form": form, "desk": desk}


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
    shown = topics.filter(pk=pk).first()
    if shown is None:
        return redirect("boards:topic_unread", merged_or_404(request.user, pk).pk, permanent=True)
    first = shown.posts.approved().filter(created__gt=shown.read_to).in_order().first() or shown.last_post
    return redirect(page_of(shown, first) if first else shown.get_absolute_url())
