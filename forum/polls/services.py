"""What changes a poll and its votes. The topic is locked first: it may be locked, moved or merged meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.safety.races import again_after_race
from forum.models import Poll, PollOption, PollVote, Topic
from forum.permissions import is_archive
from forum.services.locking import lock_topic
from forum.services.posting import start_topic

from .permissions import can_put_poll

if TYPE_CHECKING:
    from community.people.models import Member


class PollRefused(HubError):
    """The poll can't be put, changed or voted on by this person, now."""


@dataclass(frozen=True)
class PollWords:
    """What a poll asks and how; `options` in their order, each another."""

    question: str
    options: tuple[str, ...]
    max_options: int = 1
    closes_at: datetime | None = None
    user_changes: bool = True
    hide_results: bool = False


@transaction.atomic
def put_poll(*, topic: Topic, by: Member, words: PollWords | None) -> Poll | None:
    """Give `topic` this poll in place of the one it has, or none. Only who started it, and only until the first vote.

    Raises PollRefused.
    """
    current = _open(topic, by)
    if not can_put_poll(by, current):
        raise PollRefused(_("Only who started the topic can add a poll or change it."))
    poll = Poll.objects.filter(topic=current).first()
    if poll is not None and PollVote.objects.filter(poll=poll).exists():
        raise PollRefused(_("Somebody has voted, so the poll can't be changed any more."))
    if poll is not None:
        poll.delete()
    return None if words is None else _write(current, words)


def _write(topic: Topic, words: PollWords) -> Poll:
    poll = Poll.objects.create(
        topic=topic,
        question=words.question,
        max_options=words.max_options,
        closes_at=words.closes_at,
        user_changes=words.user_changes,
        hide_results=words.hide_results,
    )
    PollOption.objects.bulk_create(PollOption(poll=poll, text=text) for text in words.options)
    return poll


@transaction.atomic
def start_with_poll(*, words: PollWords | None, **topic: Any) -> Topic:
    """Start a topic (arguments of start_topic) with a poll, or without one. The same form twice gives both once."""
    started = start_topic(**topic)
    if words is not None and not Poll.objects.filter(topic=started).exists():
        _write(started, words)  # also when the topic waits for a moderator
    return started


@again_after_race
@transaction.atomic
def vote(*, topic: Topic, voter: Member, options: Collection[int]) -> Poll:
    """Choose these options (primary keys) of the topic's poll, in place of what `voter` chose before.

    The same vote again changes nothing. Raises PollRefused for a closed poll or a locked topic, for too many or foreign
    options, and for another vote where the first one counts.
    """
    current = _open(topic, voter)
    poll = Poll.objects.filter(topic=current).prefetch_related("options").first()
    if poll is None:
        raise PollRefused(_("This topic has no poll any more."))
    chosen = [option for option in poll.options.all() if option.pk in options]
    former = set(PollVote.objects.filter(poll=poll, voter=voter).values_list("poll_option", flat=True))
    if former == {option.pk for option in chosen} != set():
        return poll
    _check(poll, chosen, options, has_voted=bool(former))
    PollVote.objects.filter(poll=poll, voter=voter).delete()
    PollVote.objects.bulk_create(
        PollVote(poll=poll, poll_option=option, voter=voter, place=place) for place, option in enumerate(chosen)
    )
    return poll


def _check(poll: Poll, chosen: Sequence[PollOption], options: Collection[int], *, has_voted: bool) -> None:
    if poll.is_closed:
        raise PollRefused(_("This poll is closed: your vote came too late and does not count."))
    if has_voted and not poll.user_changes:
        raise PollRefused(_("You have voted already, and in this poll the first vote counts."))
    if not chosen or len(chosen) < len(set(options)):
        raise PollRefused(_("The poll was changed meanwhile. Look at its choices again, then vote."))
    if len(chosen) > poll.max_options:
        raise PollRefused(_("Choose at most %(number)d.") % {"number": poll.max_options})


def _open(topic: Topic, member: Member) -> Topic:
    """The topic as it is now, locked in the database and open to replies."""
    current: Any = lock_topic(
        viewer=member, pk=topic.pk, also={"is_archived": is_archive(OuterRef("forum__work_group"))}
    )
    if current is None:
        raise PollRefused(_("This topic is not here any more, or it is in a board that you don't read any more."))
    if current.is_locked or current.is_archived:
        raise PollRefused(_("This topic is locked: nobody can vote or change its poll any more."))
    open_topic: Topic = current
    return open_topic
