"""What narrows a list of topics, read from the address: a board's questions or one tag; the unread of one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _

from .enums import Audience
from .models import Tag, Topic

if TYPE_CHECKING:
    from community.people.models import AnyRequest
    from forum.models import Board
    from forum.querysets import TopicQuerySet


class Show(TextChoices):
    """Which topics of a board."""

    ALL = "", _("All topics")
    OPEN = "open", _("Open questions")
    UNANSWERED = "unanswered", _("Unanswered questions")
    SOLVED = "solved", _("Solved questions")


@dataclass(frozen=True)
class BoardList:
    """A board's topics as somebody asked for them; `count` is kept where nothing narrows."""

    topics: TopicQuerySet
    count: int
    show: Show
    tag: str
    tags: list[Tag]

    @property
    def query(self) -> str:
        """What the links to other pages carry along."""
        chosen = {"show": self.show.value, "tag": self.tag}
        given = urlencode({name: value for name, value in chosen.items() if value})
        return f"{given}&" if given else ""


def of_board(board: Board, request: AnyRequest) -> BoardList:
    """The topics of `board`; those pinned first, unless the list is narrowed down."""
    asked, tags = request.GET.get("show", ""), list(Tag.objects.kept())
    show = Show(asked) if asked in Show.values else Show.ALL
    tag = next((tag for tag in tags if tag.slug == request.GET.get("tag")), None)
    topics = Topic.objects.approved().filter(forum=board)
    if show == Show.ALL and tag is None:
        ordered = topics.order_by("-type", "-last_post_on", "-pk")
        return BoardList(ordered, board.direct_topics_count, show, "", tags)
    found = _shown(topics, show) if tag is None else _shown(topics, show).tagged(tag)
    return BoardList(found.newest_first(), found.count(), show, tag.slug if tag else "", tags)


def _shown(topics: TopicQuerySet, show: Show) -> TopicQuerySet:
    if show == Show.UNANSWERED:
        return topics.unanswered()
    if show == Show.ALL:
        return topics
    return topics.questions().filter(accepted_answer__isnull=show == Show.OPEN)


@dataclass(frozen=True)
class UnreadPlace:
    """A board, or a work group with its boards, in which somebody has unread topics."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class UnreadList:
    """What is unread in one place, or everywhere."""

    topics: TopicQuerySet
    count: int
    places: list[UnreadPlace]
    where: str

    @property
    def query(self) -> str:
        """What the links to other pages carry along."""
        return urlencode({"where": self.where}) + "&" if self.where else ""


def of_unread(unread: TopicQuerySet, where: str) -> UnreadList:
    """`unread` as narrowed down by `where` ("board:maps", "group:water"); one query tells how much is where."""
    counts: dict[tuple[str, str], int] = {}
    filters: dict[str, dict[str, Any]] = {}
    rows = unread.order_by("forum__name", "forum").values_list(
        "forum__audience", "forum__slug", "forum__name", "forum__work_group__slug", "forum__work_group__name"
    )
    for audience, slug, name, group_slug, group_name, number in rows.annotate(Count("pk")):
        is_of_group = audience == Audience.GROUP
        place = (f"group:{group_slug}", group_name) if is_of_group else (f"board:{slug}", name)
        counts[place] = counts.get(place, 0) + number
        filters[place[0]] = {"forum__work_group__slug": group_slug} if is_of_group else {"forum__slug": slug}
    where = where if where in filters else ""
    places = [UnreadPlace(value, name, number, value == where) for (value, name), number in counts.items()]
    if not where:
        return UnreadList(unread, sum(counts.values()), places, "")
    count = next(place.count for place in places if place.is_chosen)
    return UnreadList(unread.filter(**filters[where]), count, places, where)
