"""Who writes what and when: drawn before anything is written, so that each row can name the rows it belongs to."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from forum.enums import TopicKind

from .sizes import SPAN, Sizes
from .texts import POOL

_SECONDS = int(SPAN.total_seconds())
_LIFE = 12 * 86_400  # seconds a topic is talked about, on average
_TOPIC_BITS = 24
_KINDS = [TopicKind.QUESTION] * 4 + [TopicKind.DISCUSSION] * 5 + [TopicKind.SHOWCASE]


@dataclass
class Thread:
    """One topic; numbers are places in the load's lists, moments are seconds since its beginning."""

    board: int
    starter: int
    kind: str
    created: int
    texts: array[int] = field(default_factory=lambda: array("H"))
    first: int = -1
    last: int = -1
    last_at: int = 0
    answer: int | None = None
    has_others: bool = False


@dataclass
class Plan:
    """The topics, and of each post, in the order of time: its topic, its writer and its moment."""

    threads: list[Thread]
    topic_of: array[int]
    writer_of: array[int]
    moment_of: array[int]


def draw(sizes: Sizes, writers: Sequence[Sequence[int] | None]) -> Plan:
    """Draw a load. `writers` has an entry for each board: who writes in a private one, None where all do.

    The first board is the biggest; the first topic is the longest, and stands in it.
    """
    choose = random.Random(f"plan {sizes.seed}")  # noqa: S311  a load, no secret
    threads = _threads(choose, sizes, writers)
    moments = _moments(choose, sizes, threads)
    plan = Plan(threads, array("L"), array("L"), array("L"))
    for place, packed in enumerate(moments):
        topic, moment = packed & ((1 << _TOPIC_BITS) - 1), packed >> _TOPIC_BITS
        thread = threads[topic]
        is_first = thread.first < 0
        writer = thread.starter if is_first else _writer(choose, sizes, writers[thread.board])
        if is_first:
            thread.first = place
        elif writer != thread.starter:
            is_accepted = not thread.has_others and thread.kind == TopicKind.QUESTION and choose.random() < 0.6
            thread.answer = place if is_accepted else thread.answer
            thread.has_others = True
        thread.last, thread.last_at = place, moment
        thread.texts.append(choose.randrange(POOL))
        plan.topic_of.append(topic)
        plan.writer_of.append(writer)
        plan.moment_of.append(moment)
    return plan


def shares(number: int, total: int, *, flat: float) -> list[int]:
    """`total` in `number` parts as they come in life: few big ones, many small ones; the biggest first."""
    weights = [1 / (rank + flat) ** 0.9 for rank in range(1, number + 1)]
    whole = sum(weights)
    parts = [int(total * weight / whole) for weight in weights]
    for rank in range(total - sum(parts)):
        parts[rank % number] += 1
    return parts


def _threads(choose: random.Random, sizes: Sizes, writers: Sequence[Sequence[int] | None]) -> list[Thread]:
    others = shares(sizes.boards - 1, sizes.topics - sizes.biggest, flat=3)
    boards = [0] * sizes.biggest + [board for board, number in enumerate(others, start=1) for _ in range(number)]
    first, *rest = boards
    choose.shuffle(rest)
    threads = []
    for number, board in enumerate([first, *rest]):
        created = 0 if number == 0 else choose.randrange(_SECONDS - 3_600)
        starter = _writer(choose, sizes, writers[board])
        threads.append(Thread(board, starter, str(choose.choice(_KINDS).value), created))
    return threads


def _moments(choose: random.Random, sizes: Sizes, threads: list[Thread]) -> list[int]:
    """When each post is written, with its topic in the last bits; sorted."""
    lengths = shares(sizes.topics - 1, sizes.posts - sizes.longest - (sizes.topics - 1), flat=20)
    choose.shuffle(lengths)
    moments = []
    for topic, (thread, length) in enumerate(zip(threads, [sizes.longest - 1, *lengths], strict=True)):
        left = _SECONDS - 60 - thread.created
        life = left if topic == 0 else min(left, max(int(choose.expovariate(1 / _LIFE)), length * 60))
        moments.append(thread.created << _TOPIC_BITS | topic)
        for _ in range(length):
            after = 30 + int(life * choose.random() ** 2)
            moments.append((thread.created + after) << _TOPIC_BITS | topic)
    moments.sort()
    return moments


def _writer(choose: random.Random, sizes: Sizes, among: Sequence[int] | None) -> int:
    """Few write much."""
    if among:
        return among[int(len(among) * choose.random() ** 2)]
    return int(sizes.members * choose.random() ** 2)
