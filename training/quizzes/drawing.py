"""Which questions an attempt asks, and in which order. Pure: the same seed and bank draw the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .enums import CHOICES, QuestionKind


@dataclass(frozen=True)
class Portion:
    """A part of a quiz: how many questions of which topic. No topic: the whole bank. `count` 0: all of them."""

    heading: str
    topic: str
    count: int


@dataclass(frozen=True)
class Candidate:
    """A question that may be asked."""

    key: str
    version: int
    topic: str
    kind: str
    content: dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A question that is asked, the heading it stands under, and its lines in the order they are shown."""

    heading: str
    version: int
    layout: dict[str, list[str]]


def draw(
    portions: Iterable[Portion],
    bank: Iterable[Candidate],
    *,
    seed: int,
    shuffle_questions: bool,
    shuffle_options: bool,
) -> list[Drawn]:
    """Draw for one attempt; no question is asked twice. The order of `bank` doesn't matter."""
    chance = random.Random(seed)  # noqa: S311 - no secret: it is stored with the attempt
    left = sorted(bank, key=lambda candidate: candidate.key)
    drawn: list[Drawn] = []
    for portion in portions:
        pool = in_topic(portion, left)
        count = min(portion.count, len(pool)) or len(pool)
        taken = chance.sample(pool, count) if count < len(pool) else list(pool)
        if shuffle_questions:
            chance.shuffle(taken)
        else:
            taken.sort(key=lambda candidate: candidate.key)
        drawn += [Drawn(portion.heading, one.version, _lay_out(one, chance, shuffled=shuffle_options)) for one in taken]
        left = [candidate for candidate in left if candidate not in taken]
    return drawn


def in_topic(portion: Portion, bank: Sequence[Candidate]) -> list[Candidate]:
    """The questions a part may draw from."""
    wanted = portion.topic.strip().casefold()
    return [candidate for candidate in bank if not wanted or candidate.topic.casefold() == wanted]


def _lay_out(candidate: Candidate, chance: random.Random, *, shuffled: bool) -> dict[str, list[str]]:
    content = candidate.content
    if candidate.kind == QuestionKind.MATCHING:
        return {
            "lines": _ids(content["pairs"], chance, shuffled=shuffled),
            "choices": _ids(content["choices"], chance, shuffled=True),
        }
    if candidate.kind == QuestionKind.ORDERING:
        return {"lines": _out_of_order(_ids(content["items"], chance, shuffled=True), content["items"])}
    if candidate.kind in CHOICES:
        may_move = shuffled and candidate.kind != QuestionKind.TRUE_FALSE
        return {"lines": _ids(content["options"], chance, shuffled=may_move)}
    return {"lines": []}


def _ids(lines: list[dict[str, Any]], chance: random.Random, *, shuffled: bool) -> list[str]:
    ids = [line["id"] for line in lines]
    if shuffled:
        chance.shuffle(ids)
    return ids


def _out_of_order(ids: list[str], lines: list[dict[str, Any]]) -> list[str]:
    """Never the right order to begin with."""
    return ids[1:] + ids[:1] if ids == [line["id"] for line in lines] else ids
