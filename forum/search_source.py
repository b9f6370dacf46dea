"""Topics as findable things: title, tags and the words of their posts, for those who read the board."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, QuerySet, TextField, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.people.models import Member
from community.search.services import plain_words
from community.search.sources import EVERYBODY, MEMBERS, Filter, Findable, Shape, Source, group_scope, typed

from .enums import Audience, TopicKind
from .kinds.tagging import tag_names
from .models import Board, Post, Tag, Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Viewer = Member | AnonymousUser

_MOST_BOARDS = 300  # in the list of a filter
ENOUGH = 100_000  # characters; search keeps no more of one entry


def scope_of(board: Board) -> str:
    """Who finds the topics of a board: exactly those who may read it."""
    if board.audience == Audience.GROUP:
        return group_scope(board.work_group_id)
    return EVERYBODY if board.audience == Audience.EVERYBODY else MEMBERS


def describe_topic(topic: Topic) -> Findable | None:
    """Nobody finds a topic that waits for approval."""
    if not topic.approved:
        return None
    return Findable(
        title=topic.subject,
        text=_words_of(topic),
        url=topic.get_absolute_url(),
        scope=scope_of(topic.forum),
        at=topic.last_post_on,
    )


def _words_of(topic: Topic) -> str:
    found: list[str] = []
    length = 0
    # One query for both, because each reply pays for it: the tags come with the first post.
    tags = Case(When(pk=topic.first_post_id, then=tag_names()), default=Value(""), output_field=TextField())
    posts = topic.posts.approved().in_order().annotate(tags=tags)
    for html, names in posts.values_list("html", "tags").iterator(50):
        words = f"{plain_words(html)} {names}".strip()
        found.append(words)
        length += len(words)
        if length > ENOUGH:
            break
    return " ".join(found)


def _rows() -> QuerySet[Topic]:
    return Topic.objects.select_related("forum").order_by("pk")


STANDINGS = (("solved", _("Solved questions")), ("open", _("Open questions")))


def _of_kind(kind: str) -> QuerySet[Topic]:
    return Topic.objects.filter(kind=kind)


def _standing(value: str) -> QuerySet[Topic]:
    return Topic.objects.questions().filter(accepted_answer__isnull=value == "open")


def _kept_tags(_viewer: Viewer) -> list[tuple[str, str]]:
    return list(Tag.objects.kept().values_list("slug", "name"))


def _tagged(slug: str) -> QuerySet[Topic]:
    return Topic.objects.filter(tags__slug=slug)


def _boards(viewer: Viewer) -> list[tuple[str, str]]:
    boards = Board.objects.visible_to(viewer).holding_topics().order_by("name", "pk")
    return list(boards.values_list("slug", "name")[:_MOST_BOARDS])


def _of_board(slug: str) -> QuerySet[Topic]:
    return Topic.objects.filter(forum__slug=slug)


def _with_words_of(name: str) -> QuerySet[Topic]:
    """Topics in which somebody of that name wrote what is shown."""
    people = Member.objects.filter(display_name__icontains=name).values("pk")
    return Topic.objects.filter(pk__in=Post.objects.approved().filter(poster__in=people).values("topic"))


def _since(day: date) -> QuerySet[Topic]:
    return Topic.objects.filter(last_post_on__gte=_beginning_of(day))


def _until(day: date) -> QuerySet[Topic]:
    return Topic.objects.filter(last_post_on__lt=_beginning_of(day + timedelta(days=1)))


def _beginning_of(day: date) -> datetime:
    """In the zone in which pages show times."""
    return timezone.make_aware(datetime.combine(day, time.min))


FILTERS = (
    Filter("sort", _("Kind of topic"), lambda _viewer: TopicKind.choices, _of_kind),
    Filter("standing", _("Questions"), lambda _viewer: STANDINGS, _standing),
    Filter("tag", _("Tag"), _kept_tags, _tagged),
    Filter("board", _("Board"), _boards, _of_board),
    typed("author", _("Written in by"), _with_words_of, Shape.WORDS),
    typed("since", _("Last post on or after"), _since, Shape.DAY),
    typed("until", _("Last post on or before"), _until, Shape.DAY),
)
SOURCE = Source("topic", _("Topics"), _rows, describe_topic, FILTERS)
