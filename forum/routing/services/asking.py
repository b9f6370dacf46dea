"""Putting a question to the three people who seem to know most about it. Runs in a task, never when a page is read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.notifications.enums import Level
from community.notifications.models import Following, KindChoice, MailHours
from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.registries import knowledge
from community.people.words import Words
from community.safety.races import again_after_race
from forum.enums import Told
from forum.models import Asked, SharedQuestion, Topic
from forum.querysets import readers_of
from forum.routing.models import MOST_ASKED
from forum.routing.ranking import best
from forum.services.telling import places_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from community.people.registries import Reason

MOST_A_WEEK = 3
_WEEK, _LATELY = timedelta(days=7), timedelta(days=90)
_ASK = "forum.tasks.put_question"


class NotAsked(HubError):
    """Nobody put this question to this person."""


@again_after_race
@transaction.atomic
def put_question(*, topic: Topic, at: datetime | None = None) -> list[Asked]:
    """Ask up to three members who know about `topic`, and tell them why; return whom. Idempotent.

    Only a question that is open, and in which nobody but the asker wrote, is put to anybody, once. For each who said
    no meanwhile one other is asked.
    """
    now = at or timezone.now()
    questions = Topic.objects.approved().unanswered().filter(pk=topic.pk, status=Topic.TOPIC_UNLOCKED)
    current = questions.select_related("forum", "poster").select_for_update(no_key=True, of=("self",)).first()
    if current is None:
        return []
    free = _free_places(current)
    if not free:
        return []
    words = words_of(current)
    chosen = _choose(current, words, len(free), now)
    reasons = knowledge.reasons(words, chosen)
    asked = [
        Asked(
            topic=current, member_id=member, place=place, is_second=is_second, reasons=_stored(reasons[member]), at=now
        )
        for member, (place, is_second) in zip(chosen, free, strict=False)
    ]
    Asked.objects.bulk_create(asked)
    _tell(current, chosen, now)
    return asked


@transaction.atomic
def decline(*, topic: Topic, member: Member, at: datetime | None = None) -> Asked:
    """Let `member` say “not me”: the question is theirs no more, and a task asks somebody else. Twice is once.

    Raises NotAsked.
    """
    mine = Asked.objects.filter(topic=topic, member=member).select_for_update(no_key=True).first()
    if mine is None:
        raise NotAsked(_("This question was not put to you."))
    if mine.declined_at is None:
        mine.declined_at = at or timezone.now()
        mine.save(update_fields=["declined_at"])
        take_back(kind=Told.ASKED, about=topic.first_post_id, to=[member.pk])
        async_task(_ASK, topic.pk, group="forum")
    return mine


def words_of(topic: Topic) -> Words:
    """What a question is about: its tags and its title."""
    return Words.of(topic.subject, [tag.name for tag in topic.tags.all()])


def candidates(topic: Topic, at: datetime) -> QuerySet[Member]:
    """Who may be asked at all.

    Members who read the board and wish to be asked, without the asker, those who have the question too, muted it, its
    board or its group, are away, were asked it before, or were asked MOST_A_WEEK times within a week.
    """
    places = places_of_topic(topic)
    lately = Asked.objects.since(at - _WEEK).order_by().values("member").annotate(number=Count("pk"))
    asked_enough = lately.filter(number__gte=MOST_A_WEEK).values("member")
    return (
        Member.objects.filter(readers_of(topic.forum), may_be_asked=True)
        .exclude(pk=topic.poster_id)
        .exclude(pk__in=SharedQuestion.objects.filter(topic=topic).values("member"))
        .exclude(pk__in=KindChoice.objects.filter(kind=Told.ASKED, level=Level.OFF).values("member"))
        .exclude(pk__in=Following.objects.at(*places).filter(level=Level.OFF).values("member"))
        .exclude(pk__in=MailHours.objects.filter(away_until__gt=at.date()).values("member"))
        .exclude(pk__in=Asked.objects.filter(topic=topic).values("member"))
        .exclude(pk__in=asked_enough)
    )


def places_of_topic(topic: Topic) -> list[str]:
    """Where a question stands, from the narrow to the wide."""
    first = topic.first_post
    if first is None:
        return [topic.place]
    first.topic = topic
    return places_of(first)


def _choose(topic: Topic, words: Words, number: int, at: datetime) -> list[int]:
    counted = knowledge.counts(words, candidates(topic, at))
    points = {member: knowledge.points(counts) for member, counts in counted.items()}
    if not points:
        return []
    lately = Asked.objects.since(at - _LATELY).order_by().values_list("member")
    return best(points, dict(lately.annotate(last=Max("at"))), number)


def _free_places(topic: Topic) -> list[tuple[int, bool]]:
    """All places of a question that was put to nobody; else those given back and not given on: (place, is second)."""
    rows = list(Asked.objects.filter(topic=topic).values_list("place", "is_second", "declined_at"))
    if not rows:
        return [(place, False) for place in range(MOST_ASKED)]
    given_on = {place for place, is_second, _declined in rows if is_second}
    given_back = {place for place, is_second, declined in rows if not is_second and declined is not None}
    return [(place, True) for place in sorted(given_back - given_on)]


def _stored(reasons: Collection[Reason]) -> list[dict[str, object]]:
    return [reason.stored() for reason in reasons]


def _tell(topic: Topic, members: Collection[int], at: datetime) -> None:
    """Who is asked is told that, and not that there is a new topic."""
    about = topic.first_post_id
    if about is None or not members:
        return
    take_back(kind=Told.NEW_TOPIC, about=about, to=members)
    notify(kind=Told.ASKED, to=members, about=about, places=places_of_topic(topic), by=topic.poster, at=at)
