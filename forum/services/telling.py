"""Who hears of a post. Runs in a task, so that writing costs the same whether three people follow or three thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from community.notifications.enums import Level
from community.notifications.models import Following, Notification
from community.notifications.registries import place_of
from community.notifications.services.telling import notify
from community.people.models import Member
from community.safety.races import again_after_race
from community.workgroups.models import Membership
from forum.enums import Told
from forum.models import BoardRead, Mention, Post, TopicRead
from forum.querysets import readers_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forum.models import Board

_FOLLOWED = ("place", "level", "is_watched")


@again_after_race
@transaction.atomic
def tell_of_post(*, post: Post) -> int:
    """Tell those who are to hear of `post` and still read its board; return how many were told newly. Idempotent.

    A topic is told to who follows its board, its tags or the board's group, and to the members of that group. The first
    answer is told to who asked, each further reply to who follows the topic, and then to who watches a tag, the board
    or the group: a mute of something narrower wins. Whom a post names hears of that instead. Whoever has read the post
    by now, or was told of it before, hears nothing.
    """
    if not (post.approved and post.topic.approved):
        return 0
    hearers = _hearers(post)
    followings, muted = _followings(post, hearers)
    if post.topic.first_post_id == post.pk:
        reasons = _by_place(row for row in followings if _is_tag(row.place))
        told, named = _tell_named(post, hearers)
        told += _tell(post, Told.NEW_TOPIC, reasons, without=muted | named)
        tagged = set().union(*reasons.values())
        of_board = set(_pks(hearers.filter(_of_board(post.topic.forum)))) - tagged
        return told + _tell(post, Told.NEW_TOPIC, {"": of_board}, without=muted | named)
    followers = _by_place(followings).get(post.topic.place, set())
    asker = followers & {post.topic.poster_id} if _is_first_answer(post) else set()
    watchers = _by_place(row for row in followings if row.is_watched and row.place != post.topic.place)
    told = _tell(post, Told.FIRST_ANSWER, {"": asker})
    of_names, named = _tell_named(post, hearers, without=asker)
    told += of_names + _tell(post, Told.REPLY, {"": followers}, without=asker | named)
    return told + _tell(post, Told.REPLY, watchers, without=muted | followers | named)


def _tell_named(post: Post, hearers: QuerySet[Member], without: Collection[int] = ()) -> tuple[int, set[int]]:
    """Tell whom the post names; how many, and who heard: who wants no mentions hears of the post in another way."""
    named = set(_pks(hearers.filter(pk__in=Mention.objects.filter(post=post).values("member"))))
    if not named.difference(without):
        return 0, set()
    told = _tell(post, Told.MENTIONED, {"": named}, without=without)
    heard = Notification.objects.filter(kind=Told.MENTIONED, subject_id=post.pk, member__in=named)
    return told, set(heard.values_list("member", flat=True))


def _followings(post: Post, hearers: QuerySet[Member]) -> tuple[list[Following], set[int]]:
    """How `hearers` follow the topic, its tags, the board and the group, from the narrow to the wide; and who of them
    muted one of the tags.
    """
    topic, *wide = places_of(post)
    places = [topic, *(tag.place for tag in post.topic.tags.order_by("pk")), *wide]
    rows = Following.objects.at(*places).filter(member__in=hearers.values("pk")).only("member", *_FOLLOWED)
    muted = {row.member_id for row in rows if row.level == Level.OFF and _is_tag(row.place)}
    return sorted(rows, key=lambda row: places.index(row.place)), muted


def _by_place(followings: Iterable[Following]) -> dict[str, set[int]]:
    """Who follows each place and did not mute it: everybody at the first place where they do."""
    found: dict[str, set[int]] = {}
    seen: set[int] = set()
    for row in followings:
        if row.level != Level.OFF and row.member_id not in seen:
            seen.add(row.member_id)
            found.setdefault(row.place, set()).add(row.member_id)
    return found


def _tell(post: Post, kind: Told, reasons: dict[str, set[int]], *, without: Collection[int] = ()) -> int:
    """Tell people because they follow a place, which unsubscribing then stops; "" leaves that to the kind."""
    told = 0
    for place, members in reasons.items():
        if to := members.difference(without):
            fact: dict[str, Any] = {"about": post.pk, "by": post.poster, "at": post.created, "channel": place}
            told += notify(kind=kind, to=to, places=places_of(post, place), **fact)
    return told


def _is_tag(place: str) -> bool:
    return place.startswith(place_of("tag", ""))


@again_after_race
@transaction.atomic
def tell_of_mentions(*, post: Post, members: Collection[int]) -> int:
    """Tell those of `members` whom a change of `post` names newly, and who read its board. Idempotent.

    Whoever was told of the post before will see it there; whoever only read it hears.
    """
    if not (post.approved and post.topic.approved):
        return 0
    named = Mention.objects.filter(post=post, member__in=members).values("member")
    hearers = Member.objects.filter(readers_of(post.topic.forum), pk__in=named).exclude(_told_of(post))
    return notify(
        kind=Told.MENTIONED, to=_pks(hearers), about=post.pk, places=places_of(post), by=post.poster, at=post.edited_at
    )


def places_of(post: Post, reason: str = "") -> list[str]:
    """Where it happened, from the narrow to the wide; a tag that is the reason comes after the topic."""
    board = post.topic.forum
    group = [place_of("group", board.work_group_id)] if board.work_group_id else []
    wide = [board.place, *group]
    return [post.topic.place, *([reason] if reason and reason not in wide else []), *wide]


def _hearers(post: Post) -> QuerySet[Member]:
    """Members who read the board, have not read the post, and were not told of it under another kind."""
    since = {"mark_time__gte": post.created}
    have_read = Q(pk__in=TopicRead.objects.filter(topic=post.topic_id, **since).values("user"))
    have_read |= Q(pk__in=BoardRead.objects.filter(forum=post.topic.forum_id, **since).values("user"))
    return Member.objects.filter(readers_of(post.topic.forum)).exclude(have_read | _told_of(post))


def _told_of(post: Post) -> Q:
    """By a subquery: exclude() over a join would look for the kind and for the post in two rows of their own."""
    return Q(pk__in=Notification.objects.filter(kind__in=Told.values, subject_id=post.pk).values("member"))


def _of_board(board: Board) -> Q:
    """Who hears of new topics: who follows the board or its group, and the active members of that group."""
    followed = Q(pk__in=Following.objects.member_ids(board.place))
    if board.work_group_id is None:
        return followed
    members = Membership.objects.active().filter(group=board.work_group_id).values("member")
    of_group = Following.objects.member_ids(place_of("group", board.work_group_id))
    return followed | Q(pk__in=of_group) | Q(pk__in=members)


def _is_first_answer(post: Post) -> bool:
    """Nobody but the asker wrote in the topic before."""
    asker = post.topic.poster_id
    others = post.topic.posts.approved().before(post).exclude(poster=asker)
    return post.poster_id != asker and not others.exists()


def _pks(members: QuerySet[Member]) -> QuerySet[Member, int]:
    return members.values_list("pk", flat=True)
