"""Where parts of a topic went, and where it came from, for those who see the other topic. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from forum.models import SplitTopic, Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    Viewer = Member | AnonymousUser

_MOST = 20


@dataclass(frozen=True)
class SplitNotes:
    """Topics that it was split off from, and topics that were split off from it."""

    sources: list[Topic]
    parts: list[Topic]


def splits_of(viewer: Viewer, topic: Topic) -> SplitNotes | None:
    """As `viewer` may know them; no query where `has_splits` says that there are none."""
    if not getattr(topic, "has_splits", True):
        return None
    parts = SplitTopic.objects.filter(source=topic, topic=OuterRef("pk"))
    sources = SplitTopic.objects.filter(topic=topic, source=OuterRef("pk"))
    visible = Topic.objects.visible_to(viewer).annotate(is_part=Exists(parts), is_source=Exists(sources))
    found = visible.filter(Q(is_part=True) | Q(is_source=True)).order_by("-pk")[:_MOST]
    return SplitNotes([row for row in found if row.is_source], [row for row in found if row.is_part])
