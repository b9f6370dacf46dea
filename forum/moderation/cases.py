"""The queue: posts that wait, that somebody reported, or whose writer objects; and one such post with all about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateTimeField, Max, Min, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from forum.kinds.permissions import boards_looked_after
from forum.models import Board, Flag, Objection, Post, Ruling, Withheld

from .enums import Act, Why

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from community.people.models import Member

    Viewer = Member | AnonymousUser

WAITING, REPORTED, OBJECTED, HIDDEN, REMOVED = "waiting", "reported", "objections", "hidden", "removed"
LISTS = (
    (WAITING, _("Waiting posts")),
    (REPORTED, _("Reported posts")),
    (OBJECTED, _("Objections")),
    (HIDDEN, _("Hidden posts")),
    (REMOVED, _("Posts removed by their writers")),
)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def _keys(why: str) -> list[QuerySet[Any, Any]]:
    """Which posts a list is about: the primary keys, from the small tables."""
    found: dict[str, QuerySet[Any, Any]] = {
        WAITING: Withheld.objects.waiting().values("post"),
        REPORTED: Flag.objects.open().values("post"),
        OBJECTED: Objection.objects.open().values("ruling__post"),
        HIDDEN: Withheld.objects.filter(why=Why.HIDDEN).values("post"),
        REMOVED: Withheld.objects.filter(why=Why.REMOVED).values("post"),
    }
    return [found[why]] if why in found else [found[WAITING], found[REPORTED], found[OBJECTED]]


def posts_looked_after(viewer: Viewer) -> QuerySet[Post]:
    """Every post, shown or not, in the boards that `viewer` looks after."""
    return Post.objects.filter(topic__forum__in=boards_looked_after(viewer).values("pk"))


def posts_with_files_for(viewer: Viewer) -> Q:
    """Which posts' files `viewer` may download, shown or not: one's own, and those one may have to decide about.

    Either way only in boards that `viewer` reads.
    """
    if not viewer.is_authenticated:
        return Q(pk__in=[])
    own = Q(poster=viewer, topic__forum__in=Board.objects.visible_to(viewer).values("pk"))
    return own | Q(topic__forum__in=boards_looked_after(viewer).values("pk"))


def cases(viewer: Viewer, *, why: str = "", board: Board | None = None) -> QuerySet[Post]:
    """Posts somebody has to decide about, or one of LISTS; with `since`, the oldest first."""
    first, *others = _keys(why)
    posts = posts_looked_after(viewer).filter(pk__in=first.union(*others) if others else first)
    if board is not None:
        posts = posts.filter(topic__forum=board)
    flagged = Flag.objects.open().filter(post=OuterRef("pk")).order_by().values("post").annotate(at_first=Min("at"))
    objected = Objection.objects.open().filter(ruling__post=OuterRef("pk")).order_by("at").values("at")[:1]
    never = Value(_NEVER, DateTimeField())
    since = Least(
        Coalesce("withheld__at", never),
        Coalesce(Subquery(flagged.values("at_first")), never),
        Coalesce(Subquery(objected), never),
    )
    return posts.annotate(since=since).order_by("since", "pk")


def open_cases(viewer: Viewer) -> QuerySet[Post]:
    """Those that wait for a decision of `viewer`, to be counted; one query, whoever asks."""
    first, *others = _keys("")
    return posts_looked_after(viewer).filter(pk__in=first.union(*others))


def with_case() -> QuerySet[Post]:
    """With topic, board, writer, why it is not shown, open reports and objections: what a row or the page shows."""
    flags = Flag.objects.open().select_related("member").order_by("at", "pk")
    rulings = Ruling.objects.filter(objection__answer=None, objection__isnull=False).select_related("objection", "by")
    return Post.objects.select_related("topic__forum", "poster__department", "withheld__by").prefetch_related(
        "attachments",
        Prefetch("flags", queryset=flags, to_attr="open_flags"),
        Prefetch("rulings", queryset=rulings.order_by("pk"), to_attr="contested_rulings"),
    )


def state_of(post: Post) -> str:
    """What a decision is about: changes with every ruling, report, objection and edit."""
    keys = Post.objects.filter(pk=post.pk).aggregate(
        ruling=Max("rulings"), flag=Max("flags", filter=Q(flags__ruling=None)), objection=Max("rulings__objection")
    )
    row = Post.objects.values_list("updates_count", "approved").get(pk=post.pk)
    return ".".join(str(int(part or 0)) for part in (*row, *keys.values()))


def ruling_in(state: str) -> int:
    """The last ruling that was there in that state."""
    parts = state.split(".")
    return int(parts[2]) if len(parts) == 5 and parts[2].isdecimal() and len(parts[2]) < 19 else 0


def history_of(viewer: Viewer, writer: Member) -> dict[str, Any]:
    """How often a writer was warned and had posts hidden, in the boards that `viewer` looks after, and the latest."""
    boards = boards_looked_after(viewer).values("pk")
    told = Ruling.objects.filter(member=writer, post__topic__forum__in=boards)
    counts = told.aggregate(
        warned=Count("pk", filter=Q(act=Act.WARN)),
        hidden=Count("pk", filter=Q(act=Act.HIDE)),
        suspended=Count("pk", filter=Q(act=Act.SUSPEND)),
    )
    return {**counts, "latest": told.newest_first()[:10]}
