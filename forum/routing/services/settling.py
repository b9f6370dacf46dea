"""Keeping the first answer of each question: called by whatever hides, shows, moves or merges posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from forum.models import FirstAnswer, Post, Topic

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_AT_ONCE = 500


@transaction.atomic
def settle_first_answer(*, topics: Iterable[int]) -> int:
    """Find the first answer in each of `topics` (keys) again; return how many have one. Idempotent.

    It is the first post that waits for nobody's approval, is not the question, and is not by who asked. What is no
    question has none. Four statements, however many topics there are.
    """
    keys = sorted(set(topics))
    rows = _with_first_answer(Topic.objects.questions().filter(pk__in=keys)).order_by("pk")
    found = [row for row in rows.select_for_update(no_key=True, of=("self",)) if row.answer_pk is not None]
    FirstAnswer.objects.of(keys).exclude(topic__in=[row.pk for row in found]).delete()
    FirstAnswer.objects.bulk_create(
        [
            FirstAnswer(topic_id=row.pk, post_id=row.answer_pk, seconds=seconds_between(row.created, row.answer_at))
            for row in found
        ],
        update_conflicts=True,
        unique_fields=["topic"],
        update_fields=["post", "seconds"],
    )
    return len(found)


def settle_all() -> int:
    """Do that for every question, and for what is none any more; return how many have a first answer."""
    FirstAnswer.objects.exclude(topic__in=Topic.objects.questions().values("pk")).delete()
    settled, last = 0, 0
    while True:
        keys = list(
            Topic.objects.questions().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]
        )
        if not keys:
            return settled
        settled += settle_first_answer(topics=keys)
        last = keys[-1]


def seconds_between(asked_at: datetime, answered_at: datetime) -> int:
    """Whole seconds; an answer that was imported with an earlier date took none."""
    return max(0, int((answered_at - asked_at).total_seconds()))


def _with_first_answer(topics: QuerySet[Topic]) -> Any:
    """Add `answer_pk` and `answer_at`."""
    others = ~Q(poster=OuterRef("poster")) | Q(poster=None) | Q(topic__poster=None)
    posts = Post.objects.approved().filter(others, topic=OuterRef("pk")).exclude(pk=OuterRef("first_post")).in_order()
    return topics.annotate(answer_pk=Subquery(posts.values("pk")[:1]), answer_at=Subquery(posts.values("created")[:1]))
