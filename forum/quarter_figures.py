"""What the forum counts for the quarterly report of a work group: all its boards, the private ones too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Word
from community.workgroups.quarters.figures import Figure, Shape, Source
from community.workgroups.quarters.quarter import Quarter

from .models import Post, Topic
from .routing.figures import fares_of_groups

if TYPE_CHECKING:
    from .querysets import PostQuerySet

_GROUP = "topic__forum__work_group"


def _count(groups: Sequence[int], quarter: Quarter, at: datetime) -> dict[int, dict[str, int]]:
    """Four queries."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    begun = Topic.objects.approved().filter(
        forum__work_group__in=groups, created__gte=quarter.begin, created__lt=quarter.end
    )
    for group, count in begun.order_by().values_list("forum__work_group").annotate(count=Count("pk")):
        found[group]["topics"] = count
    for group, fare in fares_of_groups(groups, quarter.begin, quarter.end, at=at).items():
        found[group] |= {"questions": fare.asked, "answered": fare.asked - fare.still_open}
        if fare.median is not None:
            found[group]["first_answer_seconds"] = round(fare.median)
    shown = Post.objects.approved().filter(topic__approved=True, poster__isnull=False, **{f"{_GROUP}__in": groups})
    wrote = shown.filter(created__gte=quarter.begin, created__lt=quarter.end)
    earlier = shown.filter(poster=OuterRef("poster"), created__lt=quarter.begin, **{_GROUP: OuterRef(_GROUP)})
    for name, posts in (("contributors", wrote), ("new_contributors", wrote.filter(~Exists(earlier)))):
        for group, count in _writers(posts):
            found[group][name] = count
    return found


def _writers(posts: PostQuerySet) -> list[tuple[int, int]]:
    return list(posts.order_by().values_list(_GROUP).annotate(count=Count("poster", distinct=True)))


FORUM = Source(
    "forum",
    (
        Figure(
            "topics",
            Word(gettext_noop("Topics begun")),
            _("Topics that were started in the boards of the group and are shown."),
            of="topics",
        ),
        Figure("questions", Word(gettext_noop("Questions asked")), _("Topics that ask something."), of="questions"),
        Figure(
            "answered_percent",
            Word(gettext_noop("Questions answered")),
            _(
                "The share of these questions that have an accepted answer, or a post of somebody else than who asked, "
                "when it was counted."
            ),
            of="answered",
            shape=Shape.PERCENT,
            whole="questions",
        ),
        Figure(
            "median_first_answer_seconds",
            Word(gettext_noop("Median time to the first answer")),
            _("Half of the questions that have an answer waited no longer than this for the first one."),
            of="first_answer_seconds",
            shape=Shape.SECONDS,
        ),
        Figure(
            "contributors",
            Word(gettext_noop("People who wrote")),
            _("How many different people wrote a post that is shown."),
            of="contributors",
            people="contributors",
        ),
        Figure(
            "new_contributors",
            Word(gettext_noop("People who wrote for the first time")),
            _("People who had not written in the boards of the group before."),
            of="new_contributors",
            people="new_contributors",
            among="contributors",
        ),
    ),
    ("topics", "questions", "answered", "contributors", "new_contributors"),
    _count,
)
