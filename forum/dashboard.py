"""What the forum shows last in “My hub”: questions put to a member, and what is unread; in two queries."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value

from .components import UnreadCard
from .models import Asked, Topic
from .routing.components import QuestionsForMeCard
from .routing.reasons import because_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser
    from laces.components import Component

    from community.people.models import Member


FEW = 5


def topic_cards(viewer: Member | AnonymousUser) -> list[Component]:
    """For members: what was put to them and still waits, if anything does; how much is unread, and the newest of it."""
    if not viewer.is_authenticated:
        return []
    asked, unread_count = _topics_asked_and_unread(viewer)
    topics = list(Topic.objects.filter(pk__in=asked).newest_first().for_list(viewer).prefetch_related(None))
    new = [topic for topic in topics if topic.last_post_on > topic.read_to]
    put = sorted(((*asked[topic.pk], topic) for topic in topics if asked[topic.pk]), key=itemgetter(0), reverse=True)
    cards: list[Component] = []
    if put:
        cards.append(QuestionsForMeCard([(topic, because_of(reasons)) for _at, reasons, topic in put]))
    return [*cards, UnreadCard(new[:FEW], unread_count)]


def _topics_asked_and_unread(viewer: Member) -> tuple[dict[int, tuple[datetime, Any] | tuple[()]], int]:
    """The keys of both cards' topics, each with when and why it was put to the viewer; and how many are unread in all.

    Apart from the rows that are shown: with all their joins in one query PostgreSQL would read every topic there is.
    """
    visible = Topic.objects.visible_to(viewer)
    unread, asked = visible.unread_by(viewer), Asked.objects.open_for(viewer, visible)
    new = Topic.objects.filter(pk__in=unread.values("pk")[:FEW]).order_by()
    put = Topic.objects.filter(pk__in=asked.values("topic")[:FEW]).order_by()
    own = asked.filter(topic=OuterRef("pk"))
    total = unread.order_by().values(all=Value(1)).annotate(number=Count("pk")).values("number")
    rows = Topic.objects.filter(pk__in=new.values("pk").union(put.values("pk"))).values_list(
        "pk",
        Subquery(own.values("at")[:1]),
        Subquery(own.values("reasons")[:1]),
        Subquery(total, output_field=IntegerField()),
    )
    found, count = {}, 0
    for pk, at, reasons, number in rows:
        found[pk] = (at, reasons) if at else ()
        count = number or 0
    return found, count
