"""Random set-ups of groups, boards, topics and a viewer, each word of them marked, and what the viewer may see."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile

from community.notifications.services.following import follow
from community.notifications.services.telling import notify
from community.search.services import index
from community.workgroups.enums import State
from forum.enums import Audience, Told
from forum.kinds.permissions import MODERATORS
from forum.models import Attachment, Topic
from forum.permissions import can_read
from forum.rendering import compose
from forum.services.counting import settle
from forum.services.posting import reply, start_topic
from forum.services.telling import tell_of_post
from tests.factories.forum import BoardFactory, group_board
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

STATES = [None, *State]


@dataclass
class Spot:
    """A board with one question and two replies, of which the last has a file."""

    mark: str
    board: object
    topic: object = None
    replies: list = field(default_factory=list)
    file: Attachment | None = None


@dataclass
class Setup:
    """What was drawn. `author` wrote everything and reads everything."""

    viewer: object
    author: object
    spots: list[Spot]

    def allowed(self):
        """Marks of the topics that the check of each object lets the viewer read."""
        return {spot.mark for spot in self.spots if spot.topic.approved and can_read(self.viewer, spot.board)}

    def two_unlike(self, allowed):
        """One spot that the viewer may see and one not, as far as there are such; they stand in any order."""
        unlike = {spot.mark in allowed: spot for spot in self.spots}
        return list(unlike.values())


def draw(seed: int) -> Setup:
    """A set-up from `seed`: 2 to 5 boards in any order, some topics not approved, a viewer of any sort."""
    chance = random.Random(seed)
    author = MemberFactory(display_name="Writer")
    sort = chance.choice(["visitor", "member", "member", "moderator", "superuser"])
    viewer = AnonymousUser() if sort == "visitor" else MemberFactory(is_superuser=sort == "superuser")
    if sort == "moderator":
        viewer.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    kinds = [chance.choice(["everybody", "members", "group", "group"]) for _ in range(chance.randint(2, 5))]
    spots = [_spot(f"zq{seed}x{place}y", kind, chance, viewer, author) for place, kind in enumerate(kinds)]
    for spot in spots:
        _fill(spot, viewer, author)
    for spot in spots:
        if chance.random() < 0.2:
            _hide(spot)
    chance.shuffle(spots)
    return Setup(viewer, author, spots)


def _spot(mark, kind, chance, viewer, author) -> Spot:
    if kind != "group":
        return Spot(mark, BoardFactory(name=f"Board {mark}", audience=Audience(kind), position=chance.randint(1, 99)))
    board, _lead = group_board(name=f"Group {mark}")
    MembershipFactory(group=board.work_group, member=author)
    state = chance.choice(STATES)
    if state is not None and viewer.is_authenticated:
        MembershipFactory(group=board.work_group, member=viewer, state=state)
    return Spot(mark, board)


def _fill(spot, viewer, author) -> None:
    words = compose(f"Words {spot.mark} about wells")
    spot.topic = start_topic(
        board=spot.board, poster=author, title=f"Topic {spot.mark}", text=words, kind="question", tags=[spot.mark]
    )
    named = f" [@{viewer.display_name}](/people/{viewer.pk}/)" if viewer.is_authenticated else ""
    for number in range(2):
        spot.replies.append(reply(topic=spot.topic, poster=author, text=compose(f"Reply {number} {spot.mark}{named}")))
    spot.file = Attachment(post=spot.replies[-1], name=f"{spot.mark}.csv", size=3, content_type="text/csv")
    spot.file.file.save(f"{spot.mark}.csv", ContentFile(b"a\n1"))
    if viewer.is_authenticated:
        follow(member=viewer, place=spot.topic.place)  # what one followed once stays, whatever one may read now
    for post in spot.topic.posts.select_related("topic__forum", "poster"):
        tell_of_post(post=post)
    if viewer.is_authenticated:  # told when one could read it, perhaps long ago
        notify(kind=Told.NEW_TOPIC, to=[viewer.pk], about=spot.topic.first_post_id, places=[spot.topic.place])


def _hide(spot) -> None:
    Topic.objects.filter(pk=spot.topic.pk).update(approved=False)
    settle(topics=[spot.topic.pk], boards=[spot.board.pk])
    spot.topic.refresh_from_db()
    index(kind="topic", row=spot.topic)
