"""Who sees which boards, topics and posts: the one rule behind every list, count, page and search entry."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from community.workgroups.models import Membership, WorkGroup

from .enums import Audience
from .kinds.querysets import KindsQuerySet

if TYPE_CHECKING:
    from community.people.models import Member

    from .models import Board, Post, Topic  # noqa: F401  named in strings

    Viewer = Member | AnonymousUser

UNREAD_DAYS = 60  # what has been silent for longer counts as read, so that counting stays quick


def readable_by(viewer: Viewer, board: str = "") -> Q:
    """Which boards `viewer` reads: a private one only as an active member of its group, whoever else one is.

    `board` is the way from the filtered rows to their board (`forum__` for topics).
    """
    allowed = Q(**{f"{board}audience": Audience.EVERYBODY})
    if viewer.is_authenticated:
        groups = WorkGroup.objects.of(viewer).values("pk")
        allowed |= Q(**{f"{board}audience": Audience.MEMBERS})
        allowed |= Q(**{f"{board}audience": Audience.GROUP, f"{board}work_group__in": groups})
    return allowed


def readers_of(board: Board) -> Q:
    """Which members read `board`: `readable_by` from the other side, for whom to tell."""
    if board.audience != Audience.GROUP:
        return Q(is_active=True)
    members = Membership.objects.active().filter(group=board.work_group_id).values("member")
    return Q(is_active=True, pk__in=members)


class BoardQuerySet(TreeQuerySet):
    """Boards and the sections that hold them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Boards and sections `viewer` may read."""
        return self.filter(readable_by(viewer))

    def for_index(self) -> Self:
        """Boards that hold topics, with the last post, its topic and writer; sections are fetched apart."""
        return (
            self.filter(type=self.model.FORUM_POST)
            .select_related("work_group", "last_post__topic", "last_post__poster")
            .order_by("parent__position", "parent__name", "position", "name", "pk")
        )

    def sections(self) -> Self:
        """What boards are listed under."""
        return self.filter(type=self.model.FORUM_CAT)

    def holding_topics(self) -> Self:
        """Boards one can write in."""
        return self.filter(type=self.model.FORUM_POST)


class BoardManager(TreeManager.from_queryset(BoardQuerySet)):  # type: ignore[misc]
    """Boards in the order of their place, then by name: machina's tree order is not used."""

    def get_queryset(self) -> BoardQuerySet:
        """Without mptt's own order, which two sections made at once can spoil."""
        return BoardQuerySet(self.model, using=self._db)


class TopicQuerySet(KindsQuerySet["Topic"]):
    """Topics. What depends on their kind and tags: KindsQuerySet."""

    def approved(self) -> Self:
        """Those that wait for nobody's approval; which board they are in is not asked."""
        return self.filter(approved=True)

    def visible_to(self, viewer: Viewer) -> Self:
        """Approved topics in boards `viewer` may read."""
        return self.filter(readable_by(viewer, "forum__"), approved=True)

    def merged_from(self, pk: int) -> Self:
        """The topic that the one with that key was merged into."""
        return self.filter(merged__former=pk)

    def with_read_to(self, reader: Viewer, *, at: datetime | None = None) -> Self:
        """Add `read_to`: up to when `reader` has read each topic. Joins this reader's marks only.

        The later of the topic's mark and the board's mark; without a mark, the day the reader joined. Nothing older
        than UNREAD_DAYS is unread. For visitors everything is read.
        """
        now = at or timezone.now()
        if not reader.is_authenticated:
            return self.annotate(read_to=Value(now, models.DateTimeField()))
        horizon = now - timedelta(days=UNREAD_DAYS)
        marked = self.annotate(
            my_mark=FilteredRelation("tracks", condition=Q(tracks__user=reader)),
            my_board_mark=FilteredRelation("forum__tracks", condition=Q(forum__tracks__user=reader)),
        )
        # A topic that came from another board later has marks of its own for who had read it there.
        counts = Q(in_board_since__isnull=True) | Q(in_board_since__lte=F("my_board_mark__mark_time"))
        board_mark = Case(When(counts, then=F("my_board_mark__mark_time")))
        since = Coalesce(board_mark, Value(reader.date_joined))
        return marked.annotate(read_to=Greatest(Coalesce(F("my_mark__mark_time"), since), since, Value(horizon)))

    def unread_by(self, reader: Viewer, *, at: datetime | None = None) -> Self:
        """Topics with a post that `reader` has not read; latest first."""
        now = at or timezone.now()
        silent = now - timedelta(days=UNREAD_DAYS)
        return (
            self.with_read_to(reader, at=now)
            .filter(last_post_on__gt=silent)  # lets the index on last_post_on cut the list
            .filter(last_post_on__gt=F("read_to"))
            .order_by("-last_post_on", "-pk")
        )

    def for_list(self, reader: Viewer, *, at: datetime | None = None) -> Self:
        """With board, people, tags, `read_to`, `unread_count` and how a question stands: what a row of a list shows."""
        unread = (
            self.model._meta.get_field("posts")
            .related_model._default_manager.filter(topic=OuterRef("pk"), approved=True, created__gt=OuterRef("read_to"))
            .order_by()
            .values("topic")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return (
            self.with_read_to(reader, at=at)
            .select_related("forum", "poster__department", "last_post__poster")
            .annotate(unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0))
            .with_standing()
            .prefetch_related("tags")
        )

    def newest_first(self) -> Self:
        """Those somebody wrote in last come first."""
        return self.order_by("-last_post_on", "-pk")


class PostQuerySet(models.QuerySet["Post"]):
    """Posts."""

    def approved(self) -> Self:
        """Those that wait for nobody's approval; which topic they are in is not asked."""
        return self.filter(approved=True)

    def visible_to(self, viewer: Viewer) -> Self:
        """Approved posts of topics `viewer` may read."""
        return self.filter(readable_by(viewer, "topic__forum__"), approved=True, topic__approved=True)

    def in_order(self) -> Self:
        """As they were written."""
        return self.order_by("created", "pk")

    def before(self, post: Post) -> Self:
        """Those that come before `post` in its topic."""
        return self.filter(Q(created__lt=post.created) | Q(created=post.created, pk__lt=post.pk))

    def for_page(self) -> Self:
        """With the writers, their departments and the files."""
        return self.in_order().select_related("poster__department").prefetch_related("attachments")
