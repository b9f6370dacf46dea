"""Pinning, locking and moving one topic, or several of one board at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.services import record
from community.search.services import index
from forum.kinds.permissions import boards_looked_after
from forum.models import Topic
from forum.services.counting import lock, lock_boards, settle
from forum.services.reading import keep_board_marks
from forum.tending.enums import Act

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Board

_FIELDS: dict[str, dict[str, Any]] = {
    Act.PIN: {"type": Topic.TOPIC_STICKY},
    Act.UNPIN: {"type": Topic.TOPIC_POST},
    Act.LOCK: {"status": Topic.TOPIC_LOCKED},
    Act.UNLOCK: {"status": Topic.TOPIC_UNLOCKED},
}


class TendRefused(HubError):
    """A topic can't be pinned, locked, moved, merged or split by this person, now."""


def lock_seen(*, by: Member, seen: Mapping[int, int]) -> dict[int, Topic]:
    """Lock the topics that are the keys of `seen`; its values are the boards where `by` saw them.

    Raises TendRefused for a topic that is gone, was moved meanwhile, or is in a board that `by` doesn't look after.
    """
    rows = lock(topics=seen)
    visible = Topic.objects.visible_to(by).filter(pk__in=seen, forum__in=boards_looked_after(by).values("pk"))
    if len(rows) < len(seen) or visible.count() < len(seen):
        raise TendRefused(_("One of these topics is not here any more, or you don't look after its board. Look again."))
    if any(rows[pk].forum_id != board for pk, board in seen.items()):
        raise TendRefused(_("Somebody moved a topic to another board meanwhile. Look where it is now, then decide."))
    return rows


def lock_target(*, by: Member, board: Board, others: Collection[int]) -> Board:
    """Lock `board` with the boards of the topics at hand. Raises TendRefused where `by` doesn't look after it."""
    if not boards_looked_after(by).filter(pk=board.pk).exists():
        raise TendRefused(_("You don't look after that board. Choose another one."))
    return lock_boards(boards={board.pk, *others})[board.pk]


@transaction.atomic
def tend(*, topics: Collection[int], act: str, by: Member, seen_board: int, target: Board | None = None) -> int:
    """Pin, unpin, lock, unlock or move these topics of one board; return how many changed. Audited.

    `seen_board` is the board where they were seen, `target` the one they move to. Raises TendRefused, and then
    changes none of them. What is so already stays as it is.
    """
    rows = lock_seen(by=by, seen=dict.fromkeys(topics, seen_board))
    if act == Act.MOVE:
        return _move(list(rows.values()), by=by, source=seen_board, target=target)
    fields = _FIELDS[act]
    changing = [topic for topic in rows.values() if _is_changed(topic, act)]
    for topic in changing:
        before = {name: getattr(topic, name) for name in fields}
        Topic.objects.filter(pk=topic.pk).update(**fields)
        record(by=by, action=act, about=topic, before=before, after=fields)
    return len(changing)


def _is_changed(topic: Topic, act: str) -> bool:
    if act in {Act.PIN, Act.UNPIN}:
        return topic.is_topic == (act == Act.PIN)
    return topic.is_locked == (act == Act.UNLOCK)


def _move(topics: list[Topic], *, by: Member, source: int, target: Board | None) -> int:
    if target is None or target.pk == source:
        raise TendRefused(_("Choose another board: they are in this one already."))
    board = lock_target(by=by, board=target, others={source})
    for topic in topics:
        keep_board_marks(topic=topic, board=source)
        former = topic.forum.slug
        topic.forum, topic.in_board_since = board, timezone.now()
        topic.save(update_fields=["forum", "in_board_since"])
        record(by=by, action=Act.MOVE, about=topic, before={"board": former}, after={"board": board.slug})
        index(kind="topic", row=topic)
    settle(topics=[], boards={source, board.pk})
    return len(topics)
