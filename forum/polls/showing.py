"""A poll as one viewer sees it: the choices, how it stands, and whether this viewer may vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forum.models import Poll, PollOption, Topic

from .forms import VoteForm
from .permissions import can_vote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    Viewer = Member | AnonymousUser


@dataclass(frozen=True)
class ShownPoll:
    """What boards/poll.html shows; each of `lines` is a choice with `votes_count` and `is_mine`."""

    poll: Poll
    lines: list[Any]
    may_vote: bool
    sent: VoteForm | None = None

    @property
    def voters_count(self) -> int:
        """How many people voted."""
        count: int = self.lines[0].voters_count
        return count

    @property
    def chosen(self) -> list[int]:
        """The viewer's own choices."""
        return [line.pk for line in self.lines if line.is_mine]

    @property
    def has_voted(self) -> bool:
        return bool(self.chosen)

    @property
    def form(self) -> VoteForm | None:
        """The one that was sent and refused, or a new one for who may vote."""
        if self.sent is not None or not self.may_vote:
            return self.sent
        chosen: Any = self.chosen
        if self.poll.max_options == 1:
            chosen = chosen[0] if chosen else None
        return VoteForm(poll=self.poll, options=self.lines, initial={"options": chosen})

    def filled_in(self, typed: Mapping[str, Any]) -> VoteForm:
        """The form as it was sent."""
        return VoteForm(typed, poll=self.poll, options=self.lines)


def poll_of(viewer: Viewer, topic: Topic, *, may_reply: bool) -> ShownPoll | None:
    """The poll of a topic at hand; no query where `has_poll` says that there is none, else one."""
    return poll_in(viewer, topic.pk, may_reply=may_reply) if getattr(topic, "has_poll", True) else None


def poll_in(viewer: Viewer, pk: int, *, may_reply: bool) -> ShownPoll | None:
    """The poll of the topic with that key, or of the one it was merged into, if `viewer` sees it."""
    lines = list(PollOption.objects.visible_to(viewer).of_topic(pk).standing_for(viewer))
    if not lines:
        return None
    poll = lines[0].poll
    has_voted = any(line.is_mine for line in lines)
    return ShownPoll(poll, lines, can_vote(poll, may_reply=may_reply, has_voted=has_voted))
