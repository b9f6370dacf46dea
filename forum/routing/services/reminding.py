"""Telling those who look after a board of questions that nobody answered within two working days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.notifications.services.telling import notify
from community.people.models import Member
from community.people.workdays import after_working_days
from community.workgroups.models import Membership
from forum.enums import Told
from forum.kinds.permissions import MODERATORS
from forum.models import Topic, WaitNotice
from forum.querysets import readers_of

from .asking import places_of_topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forum.models import Board

WORKING_DAYS = 2
_NEWS = timedelta(days=30)  # what waits for longer, or came from elsewhere, reminds nobody


def remind_of_waiting(*, at: datetime | None = None) -> int:
    """Tell of each question that waits since two working days, once; return of how many. Idempotent."""
    now = at or timezone.now()
    open_ones = Topic.objects.approved().unanswered().filter(status=Topic.TOPIC_UNLOCKED, wait_notice=None)
    lately = open_ones.filter(created__gt=now - _NEWS, created__lte=now - timedelta(days=WORKING_DAYS))
    waiting = lately.select_related("forum", "first_post").order_by("created", "pk")
    return sum(_remind(topic, now) for topic in waiting if after_working_days(topic.created, WORKING_DAYS) <= now)


@transaction.atomic
def _remind(topic: Topic, at: datetime) -> int:
    """Tell of one; 0 where another worker was first."""
    _notice, is_new = WaitNotice.objects.get_or_create(topic=topic, defaults={"at": at})
    if is_new and topic.first_post_id is not None:
        to = keepers_of(topic.forum).exclude(pk=topic.poster_id).values_list("pk", flat=True)
        notify(kind=Told.QUESTION_WAITS, to=to, about=topic.first_post_id, places=places_of_topic(topic), at=at)
    return int(is_new)


def keepers_of(board: Board) -> QuerySet[Member]:
    """Who looks after `board`: the leads of its group; where it has none, the forum's moderators."""
    readers = Member.objects.filter(readers_of(board))
    if board.work_group_id is None:
        return readers.filter(groups__name=MODERATORS)
    return readers.filter(pk__in=Membership.objects.leads().filter(group=board.work_group_id).values("member"))
