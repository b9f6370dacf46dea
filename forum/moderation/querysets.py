"""Which reports, decisions, suspensions and rules a list or a check reads. Who sees a board: forum.querysets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .enums import Why

if TYPE_CHECKING:
    from community.people.models import Member


class WithheldQuerySet(models.QuerySet[Any]):
    """Posts that are not shown."""

    def waiting(self) -> Self:
        """Those a moderator has not looked at yet."""
        return self.filter(why=Why.WAITING)

    def of_writer(self, member: Member) -> Self:
        """What `member` wrote and is not shown, with post, topic and board, newest first."""
        mine = self.filter(post__poster=member).select_related("post__topic__forum", "by")
        return mine.prefetch_related("post__attachments").order_by("-at", "-pk")


class FlagQuerySet(models.QuerySet[Any]):
    """Reports of readers."""

    def open(self) -> Self:
        """Those nobody has decided about."""
        return self.filter(ruling=None)

    def of_reporter(self, member: Member) -> Self:
        """What `member` reported, with what became of it, newest first."""
        return self.filter(member=member).select_related("post__topic__forum", "ruling").order_by("-at", "-pk")


class RulingQuerySet(models.QuerySet[Any]):
    """Decisions."""

    def visible_to(self, reader: Member) -> Self:
        """Those that `reader` was told of: about the reader's own words, whatever board they stand in."""
        return self.filter(member=reader)

    def newest_first(self) -> Self:
        """As the log shows them, with who decided, who wrote, topic and board."""
        return self.select_related("by", "post__poster", "post__topic__forum").order_by("-pk")


class ObjectionQuerySet(models.QuerySet[Any]):
    """What writers say against a decision."""

    def open(self) -> Self:
        """Those nobody has answered."""
        return self.filter(answer=None)


class SuspensionQuerySet(models.QuerySet[Any]):
    """Members who read, but don't write."""

    def running(self, at: datetime | None = None) -> Self:
        """Those that hold now, or at a moment."""
        return self.filter(ended_at=None, until__gt=at or Now())


class WaitingRuleQuerySet(models.QuerySet[Any]):
    """What makes posts wait."""

    def in_board(self, board: Any) -> Self:
        """Those of a board, and those of every board; `board` is a key or a reference to one."""
        return self.filter(Q(board=board) | Q(board=None))
