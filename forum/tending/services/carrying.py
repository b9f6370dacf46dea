"""What hangs on a merged topic and goes to the other one: read marks, tags, sharers, polls, drafts, notes of splits."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.notifications.services.telling import take_back
from forum.enums import Told
from forum.kinds.models import MOST_TAGS
from forum.kinds.services import put_tags
from forum.models import Asked, BoardRead, Draft, Poll, SharedQuestion, SplitTopic, TopicRead, TopicTag, WaitNotice
from forum.routing.models import MOST_ASKED

from .acting import TendRefused

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Topic

_A_MOMENT = timedelta(microseconds=1)


def carry_marks(former: Topic, into: Topic) -> None:
    """Leave each reader one mark: up to just before the first post of either topic that this reader has not read.

    Nothing becomes read by the merge. Called before the posts move.
    """
    reads = [_Reading(topic) for topic in (former, into)]
    rows = []
    for reader in sorted(set().union(*(read.marks for read in reads))):
        unread = [moment for read in reads if (moment := read.first_unread(reader))]
        up_to = min(unread) - _A_MOMENT if unread else max(read.up_to(reader) for read in reads)
        rows.append(TopicRead(user_id=reader, topic=into, mark_time=up_to))
    TopicRead.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "topic"], update_fields=["mark_time"], batch_size=1_000
    )
    TopicRead.objects.filter(topic=former).delete()


class _Reading:
    """How far each reader has read one topic, by a mark of the topic or of its board."""

    def __init__(self, topic: Topic) -> None:
        self.posts = list(topic.posts.approved().in_order().values_list("created", flat=True))
        rows = TopicRead.objects.filter(topic=topic).order_by("pk").select_for_update(no_key=True, of=("self",))
        self.marks = dict(rows.values_list("user", "mark_time"))
        boards = BoardRead.objects.filter(forum=topic.forum_id, mark_time__gte=topic.created)
        for reader, moment in boards.values_list("user", "mark_time"):
            self.marks[reader] = max(moment, self.marks.get(reader, moment))

    def up_to(self, reader: int) -> datetime:
        """The mark, or a moment before the topic began."""
        return self.marks.get(reader, self.posts[0] - _A_MOMENT)

    def first_unread(self, reader: int) -> datetime | None:
        """When the first post was written that `reader` has not read."""
        place = bisect_right(self.posts, self.up_to(reader))
        return self.posts[place] if place < len(self.posts) else None


def carry_tags(former: Topic, into: Topic) -> None:
    """Those of `into`, then those of `former`, as many as a topic may have."""
    rows = TopicTag.objects.filter(topic__in=[former, into]).select_related("tag").order_by("place")
    tags = sorted(rows, key=lambda row: row.topic_id == former.pk)
    names = list(dict.fromkeys(row.tag.name for row in tags))
    put_tags(topic=into, names=names[:MOST_TAGS])
    TopicTag.objects.filter(topic=former).delete()


def carry_sharers(former: Topic, into: Topic, askers: set[int]) -> None:
    """Who has one question has the other, once; so does who asked the one that now stands below."""
    rows = SharedQuestion.objects.filter(topic=former)
    rows.filter(member__in=SharedQuestion.objects.filter(topic=into).values("member")).delete()
    rows.update(topic=into)
    if into.is_question:
        shared = [SharedQuestion(topic=into, member_id=pk) for pk in sorted(askers)]
        SharedQuestion.objects.bulk_create(shared, ignore_conflicts=True)
    SharedQuestion.objects.filter(topic=into, member=into.poster_id).delete()


def carry_answer(former: Topic, into: Topic) -> None:
    """The accepted answer of `into` stays; without one, that of a merged question takes its place, if it is a reply.

    Who has not read that an answer was accepted which is so no longer is not told of it.
    """
    kept = into.accepted_answer_id or (former.accepted_answer_id if into.is_question else None)
    if kept == into.first_post_id:
        kept = None
    for gone in {former.accepted_answer_id, into.accepted_answer_id} - {kept, None}:
        take_back(kind=Told.ANSWER_ACCEPTED, about=gone)
    into.accepted_answer_id, former.accepted_answer_id = kept, None


def carry_poll(former: Topic, into: Topic) -> None:
    """The poll of either. Raises TendRefused when both have one."""
    polls = Poll.objects.filter(topic__in=[former, into])
    if len(polls) > 1:
        raise TendRefused(
            _("Both topics have a poll, and a topic can hold one. Leave them apart, and lock one of them.")
        )
    polls.update(topic=into)


def carry_splits(former: Topic, into: Topic) -> None:
    """What was split off from `former`, or `former` from another topic, is said of `into`, once."""
    for row in SplitTopic.objects.filter(source=former) | SplitTopic.objects.filter(topic=former):
        ends = [into.pk if end == former.pk else end for end in (row.source_id, row.topic_id)]
        if ends[0] != ends[1]:
            SplitTopic.objects.get_or_create(source_id=ends[0], topic_id=ends[1], defaults={"at": row.at})
        row.delete()


def carry_asked(former: Topic, into: Topic) -> None:
    """Whom `former` was put to has the free places of `into`; who looks after the board was reminded of either once."""
    rows = Asked.objects.filter(topic=former, declined_at=None).exclude(member=into.poster_id).order_by("place", "pk")
    taken = set(Asked.objects.filter(topic=into).values_list("member", "place"))
    known = {member for member, _place in taken}
    free = sorted(set(range(MOST_ASKED)) - {place for _member, place in taken}) if into.is_question else []
    for row in [row for row in rows if row.member_id not in known][: len(free)]:
        Asked.objects.filter(pk=row.pk).update(topic=into, place=free.pop(0), is_second=False)
    Asked.objects.filter(topic=former).delete()
    notice = WaitNotice.objects.filter(topic=former).first()
    if notice is not None:
        WaitNotice.objects.get_or_create(topic=into, defaults={"at": notice.at})
        notice.delete()


def carry_drafts(former: Topic, into: Topic) -> None:
    """A reply that somebody began to `former` waits at `into`, unless one waits there already: then both texts do."""
    there = {draft.member_id: draft for draft in Draft.objects.filter(place=into.place)}
    for draft in Draft.objects.filter(place=former.place):
        other = there.get(draft.member_id)
        if other is None:
            Draft.objects.filter(pk=draft.pk).update(place=into.place)
        else:
            Draft.objects.filter(pk=other.pk).update(text=f"{other.text}\n\n{draft.text}")
            draft.delete()


def other_askers(members: set[int | None], poster: Member | None) -> set[int]:
    """Those who asked, without who counts as the asker from now on."""
    return {pk for pk in members if pk is not None and (poster is None or pk != poster.pk)}
