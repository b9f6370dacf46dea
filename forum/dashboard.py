"""What the forum shows last in “My hub”: posts to decide about, questions put to a member, the unread. Two queries."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value

from .components import UnreadCard
from .models import Asked, Topic
from .moderation.cases import open_cases
from .moderation.components import QueueCard
from .routing.components import QuestionsForMeCard
from .routing.reasons import because_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from laces.components import Component

    from community.people.models import Member


FEW = 5


def topic_cards(viewer: Member | AnonymousUser) -> list[Component]:
    """For members: how many posts need their decision and what was put to them and still waits, if anything does; how
    much is unread, and the newest of it.
    """
    if not viewer.is_authenticated:
        return []
    asked, unread_count, case_count = _topics_asked_and_unread(viewer)
    topics = list(Topic.objects.filter(pk__in=asked).newest_first().for_list(viewer).prefetch_related(None))
    new = [topic for topic in topics if topic.last_post_on > topic.read_to]
    put = sorted(((*asked[topic.pk], topic) for topic in topics if asked[topic.pk]), key=itemgetter(0), reverse=True)
    cards: list[Component] = [QueueCard(case_count)] if case_count else []
    if put:
        cards.append(QuestionsForMeCard([(topic, because_of(reasons)) for _at, reasons, topic in put]))
    return [*cards, UnreadCard(new[:FEW], unread_count)]


def _topics_asked_and_unread(viewer: Member) -> tuple[dict[int, tuple[datetime, Any] | tuple[()]], int, int]:
    """The keys of both cards' topics, each with when and why it was put to the viewer; how many are unread in all; and
    how many posts wait for a decision of the viewer.

    Apart from the rows that are shown: with all their joins in one query PostgreSQL would read every topic there is.
    """
    visible = Topic.objects.visible_to(viewer)
    unread, asked = visible.unread_by(viewer), Asked.objects.open_for(viewer, visible)
    new = Topic.objects.filter(pk__in=unread.values("pk")[:FEW]).order_by()
    put = Topic.objects.filter(pk__in=asked.values("topic")[:FEW]).order_by()
    own = asked.filter(topic=OuterRef("pk"))
    waiting = open_cases(viewer)
    rows = Topic.objects.filter(pk__in=new.values("pk").union(put.values("pk"))).values_list(
        "pk",
        Subquery(own.values("at")[:1]),
        Subquery(own.values("reasons")[:1]),
        _number_of(unread),
        _number_of(waiting),
    )
    found = list(rows)
    if not found:  # no row brings the counts, and no query reads rows
        return {}, 0, waiting.count()
    *_first, unread_count, case_count = found[0]
    return {pk: (at, reasons) if at else () for pk, at, reasons, *_rest in found}, unread_count or 0, case_count or 0


def _number_of(rows: QuerySet[Any]) -> Subquery:
    """How many `rows` there are, as a value that is read once."""
    counted = rows.order_by().values(all=Value(1)).annotate(number=Count("pk")).values("number")
    return Subquery(counted, output_field=IntegerField())
