"""Two topics become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.moving import join_places
from community.people.services import record
from community.safety.races import again_after_race
from community.search.services import index
from forum.models import MergedTopic, Outcome, Topic, topic_slug
from forum.routing.services.settling import settle_first_answer
from forum.services.counting import lock_boards, settle
from forum.signals import topics_merged

from .acting import TendRefused, lock_seen
from .carrying import (
    carry_answer,
    carry_asked,
    carry_drafts,
    carry_marks,
    carry_poll,
    carry_sharers,
    carry_splits,
    carry_tags,
    other_askers,
)

if TYPE_CHECKING:
    from community.people.models import Member


@again_after_race
@transaction.atomic
def merge_topics(*, former: Topic, into: Topic, by: Member, seen: Mapping[int, int], title: str = "") -> Topic:
    """Put the posts of `former` among those of `into`, in the order of time; the old address leads there. Audited.

    `seen` has the board where `by` saw each of the two. The title is that of `into`, or `title`. Who wrote the earliest
    post has started the topic. What hangs on `former` goes along: marks, followings, tags, a poll, what floors above
    keep (`topics_merged`). Raises TendRefused.
    """
    if former.pk == into.pk:
        raise TendRefused(_("A topic can't be merged into itself. Choose another one."))
    rows = lock_seen(by=by, seen={pk: seen[pk] for pk in (former.pk, into.pk)})
    gone, kept = rows[former.pk], rows[into.pk]
    boards = lock_boards(boards={gone.forum_id, kept.forum_id})
    before = {"merged": _state(gone), "into": _state(kept)}
    carry_poll(gone, kept)
    carry_marks(gone, kept)
    _gather(gone, kept, title)
    _close(gone, kept)
    settle(topics=[gone.pk, kept.pk], boards=boards)
    settle_first_answer(topics=[gone.pk, kept.pk])
    topics_merged.send(sender=Topic, former=gone, into=kept)
    kept.refresh_from_db()
    for topic in (gone, kept):
        index(kind="topic", row=topic)
    record(by=by, action="merge", about=kept, before=before, after=_state(kept))
    record(by=by, action="merge", about=gone, before=before["merged"], after={"into": kept.pk})
    return kept


def _state(topic: Topic) -> dict[str, Any]:
    return {
        "topic": topic.pk,
        "title": topic.subject,
        "board": topic.forum.slug,
        "posts": topic.posts_count,
        "first_post": topic.first_post_id,
        "accepted_answer": topic.accepted_answer_id,
    }


def _gather(former: Topic, into: Topic, title: str) -> None:
    """The posts of both in `into`, which begins with the earliest; then what hangs on them."""
    former.posts.update(topic=into)
    first = into.posts.approved().in_order().select_related("poster")[0]
    asked = {topic.poster_id for topic in (former, into) if topic.is_question}
    into.first_post, into.poster, into.created = first, first.poster, first.created
    if title:
        into.subject, into.slug = title, topic_slug(title)
    carry_answer(former, into)
    if former.forum_id != into.forum_id:
        into.in_board_since = timezone.now()  # part of it
    fields = ["first_post", "in_board_since", "poster", "created", "subject", "slug", "accepted_answer"]
    into.save(update_fields=fields)
    carry_sharers(former, into, other_askers(asked, first.poster))
    carry_tags(former, into)
    carry_splits(former, into)
    carry_asked(former, into)
    carry_drafts(former, into)
    Outcome.objects.filter(topic=former).update(topic=into)
    join_places(former=former.place, into=into.place)


def _close(former: Topic, into: Topic) -> None:
    """Empty and hidden; every old address leads straight to `into`."""
    former.approved, former.status, former.type = False, Topic.TOPIC_MOVED, Topic.TOPIC_POST
    former.first_post = None
    former.save(update_fields=["approved", "status", "type", "first_post", "accepted_answer"])
    MergedTopic.objects.filter(into=former).update(into=into)
    MergedTopic.objects.create(former=former, into=into)
