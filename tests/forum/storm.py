"""Many people write, edit and tidy in the same boards at the same moment; what they were told is stored is kept.

An operation is one line in OPERATIONS: a name, how many of each hundred, and a function that does it once.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from community.people.errors import HubError
from forum.models import Board, Post, Topic
from forum.moderation.cases import state_of
from forum.moderation.enums import Why
from forum.moderation.services import deciding
from forum.moderation.services.deciding import Decision
from forum.moderation.services.taking_part import remove_own
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import reply, start_topic
from forum.tending.enums import Act
from forum.tending.services.acting import tend
from forum.tending.services.merging import merge_topics
from forum.tending.services.splitting import split_topic
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory

THREADS, TURNS = 25, 8  # 200 operations


@dataclass
class Storm:
    """Boards, people, and what each thread was told: the text of each post that a service returned."""

    boards: list[Board] = field(default_factory=lambda: [BoardFactory() for _ in range(3)])
    keeper: Any = field(default_factory=lambda: MemberFactory(is_superuser=True))
    writers: list[Any] = field(default_factory=lambda: [MemberFactory() for _ in range(THREADS)])
    kept: list[dict[int, str]] = field(default_factory=lambda: [{} for _ in range(THREADS)])
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        for number in range(12):
            make_topic(self.boards[number % 3], posts=4)

    def run(self, at_once: Callable[..., list[Any]], operations: Mapping[str, tuple[int, Operation]]) -> list[Any]:
        """All threads at once; what each came to: None, or the exception that no person should see."""
        names = [name for name, (share, _do) in operations.items() for _ in range(share)]

        def work(number: int) -> None:
            luck = random.Random(number)
            for _turn in range(TURNS):
                self._once(number, luck, name := luck.choice(names), operations[name][1])

        return at_once(THREADS, work)

    def _once(self, number: int, luck: random.Random, name: str, operation: Operation) -> None:
        try:
            operation(self, number, luck)
        except HubError:  # a sentence for a person
            count = self.refused
        else:
            count = self.done
        with self._guard:
            count[name] += 1

    def some_topic(self, luck: random.Random) -> Topic:
        """One that people see now."""
        return luck.choice(list(Topic.objects.approved().select_related("forum").order_by("pk")))

    def keep(self, number: int, post: Post, text: str) -> None:
        """The service has returned this post with this text."""
        self.kept[number][post.pk] = text

    def lost(self) -> list[int]:
        """Posts that somebody was told are stored, and whose text is not there: in a topic people see, or withheld."""
        told = {pk: text for kept in self.kept for pk, text in kept.items()}
        is_shown = Q(approved=True, topic__approved=True)
        seen = Post.objects.filter(is_shown | Q(withheld__isnull=False) | Q(topic__first_post__withheld__isnull=False))
        found = dict(seen.filter(pk__in=told).values_list("pk", "content"))
        return [pk for pk, text in told.items() if found.get(pk) != text]


Operation = Callable[[Storm, int, random.Random], None]


def do_start(storm: Storm, number: int, luck: random.Random) -> None:
    """A new topic."""
    text = f"Started {luck.random()}"
    topic = start_topic(
        board=luck.choice(storm.boards), poster=storm.writers[number], title="New", text=compose(text), tags=["storm"]
    )
    storm.keep(number, topic.first_post, text)


def do_reply(storm: Storm, number: int, luck: random.Random) -> None:
    """An answer."""
    text = f"Said {luck.random()}"
    topic = storm.some_topic(luck)
    storm.keep(number, reply(topic=topic, poster=storm.writers[number], text=compose(text)), text)


def do_edit(storm: Storm, number: int, luck: random.Random) -> None:
    """Other words in one's own post, wherever that is by now; without one, an answer."""
    if not storm.kept[number]:
        do_reply(storm, number, luck)
        return
    pk, text = luck.choice(sorted(storm.kept[number])), f"Edited {luck.random()}"
    post = edit_post(post=Post.objects.get(pk=pk), by=storm.writers[number], text=compose(text))
    storm.keep(number, post, text)


def do_move(storm: Storm, number: int, luck: random.Random) -> None:
    """A topic goes to another board."""
    topic = storm.some_topic(luck)
    target = luck.choice([board for board in storm.boards if board.pk != topic.forum_id])
    tend(topics=[topic.pk], act=Act.MOVE, by=storm.keeper, seen_board=topic.forum_id, target=target)


def do_move_several(storm: Storm, number: int, luck: random.Random) -> None:
    """Some topics of a board go to another one."""
    source, target = luck.sample(storm.boards, 2)
    topics = list(Topic.objects.approved().filter(forum=source).order_by("?").values_list("pk", flat=True)[:3])
    tend(topics=topics, act=Act.MOVE, by=storm.keeper, seen_board=source.pk, target=target)


def do_merge(storm: Storm, number: int, luck: random.Random) -> None:
    """A topic joins another one."""
    former, into = storm.some_topic(luck), storm.some_topic(luck)
    merge_topics(former=former, into=into, by=storm.keeper, seen={row.pk: row.forum_id for row in (former, into)})


def do_split(storm: Storm, number: int, luck: random.Random) -> None:
    """The last replies of a topic become one of their own."""
    topic = storm.some_topic(luck)
    posts = topic.posts.approved().exclude(pk=topic.first_post_id).values_list("pk", flat=True)
    split_topic(
        topic=topic,
        posts=list(posts.order_by("-pk")[:2]),
        title="Apart",
        board=luck.choice(storm.boards),
        by=storm.keeper,
        seen_board=topic.forum_id,
    )


def do_hide(storm: Storm, number: int, luck: random.Random) -> None:
    """Those who look after the boards hide a post; with a first one its topic."""
    post = luck.choice(list(Post.objects.approved().filter(topic__approved=True).order_by("pk")))
    deciding.hide(Decision(post, storm.keeper, state_of(post), "Not here."))


def do_restore(storm: Storm, number: int, luck: random.Random) -> None:
    """What was hidden is shown again, wherever its topic is by now."""
    hidden = list(Post.objects.filter(withheld__why=Why.HIDDEN).order_by("pk"))
    if not hidden:
        do_hide(storm, number, luck)
        return
    post = luck.choice(hidden)
    deciding.restore(Decision(post, storm.keeper, state_of(post)))


def do_remove(storm: Storm, number: int, luck: random.Random) -> None:
    """A writer takes a post of theirs back; without one, writes one."""
    if not storm.kept[number]:
        do_reply(storm, number, luck)
        return
    pk = luck.choice(sorted(storm.kept[number]))
    remove_own(post=Post.objects.get(pk=pk), by=storm.writers[number])


OPERATIONS: dict[str, tuple[int, Operation]] = {
    "start": (14, do_start),
    "reply": (30, do_reply),
    "edit": (14, do_edit),
    "hide": (6, do_hide),
    "restore": (5, do_restore),
    "remove": (4, do_remove),
    "move": (8, do_move),
    "move several": (3, do_move_several),
    "merge": (8, do_merge),
    "split": (8, do_split),
}
WRITING = {name: OPERATIONS[name] for name in ("start", "reply")}
