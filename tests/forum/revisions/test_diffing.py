"""What differs: words said exactly, both texts complete, and an end to the work whatever was written."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum import clock
from forum.limits import LONGEST
from forum.revisions import diffing
from forum.revisions.diffing import ADDED, REMOVED, SAME, difference

texts = st.text(st.sampled_from("ab \n.é"), max_size=80)


def pieces(old, new):
    return [(piece.kind, piece.text) for piece in difference(old, new).pieces]


def test_words_within_a_line_are_marked():
    assert pieces("The well is deep.\n", "The well is very deep.\n") == [
        (SAME, "The well is "),
        (ADDED, "very "),
        (SAME, "deep.\n"),
    ]


def test_lines_that_have_nothing_in_common_stand_one_after_the_other():
    assert pieces("a\nold words here\nz", "a\nsomething else entirely\nz") == [
        (SAME, "a\n"),
        (REMOVED, "old words here\n"),
        (ADDED, "something else entirely\n"),
        (SAME, "z"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("", "", []), ("a", "a", [(SAME, "a")]), ("", "a", [(ADDED, "a")]), ("a", "", [(REMOVED, "a")])],
)
def test_ends(old, new, found):
    assert pieces(old, new) == found


@given(old=texts, new=texts)
@settings(max_examples=200, deadline=None)
def test_both_texts_are_complete(old, new):
    found = difference(old, new).pieces

    assert "".join(piece.text for piece in found if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in found if piece.kind != REMOVED) == new


def _shuffled(parts, seed):
    parts = list(parts)
    random.Random(seed).shuffle(parts)
    return "".join(parts)[:LONGEST]


def _random(alphabet, seed):
    return "".join(random.Random(seed).choices(alphabet, k=LONGEST))


def _kinds(number, seed):
    """Lines of so many kinds in any order."""
    return "".join(f"{kind}\n" for kind in random.Random(seed).choices(range(number), k=3_990))[:LONGEST]


WORST = {
    "lines in another order": [_shuffled((f"{number}\n" for number in range(6_000)), seed) for seed in (1, 2)],
    "3,900 lines in another order": [_shuffled((f"{number:07}\n" for number in range(3_900)), seed) for seed in (1, 2)],
    "short lines of few kinds": [_random("ab\n", seed) for seed in (1, 2)],
    "lines of one letter": [_random("abcdefghij\n\n\n\n\n\n", seed) for seed in (1, 2)],
    "words in another order": [_shuffled((f"{number} " for number in range(6_000)), seed) for seed in (1, 2)],
    "one line of few words": [_random("ab ", seed) for seed in (1, 2)],
    "signs": [_random("*_[]()", seed) for seed in (1, 2)],
    "paragraphs of 1,900 words": [
        "\n".join(_shuffled((f"{number} " for number in range(900)), seed + part) for part in range(7))
        for seed in (1, 9)
    ],
    "every other letter": ["ab" * (LONGEST // 2), "ac" * (LONGEST // 2)],
    "every other word": ["a b " * (LONGEST // 4), "a c " * (LONGEST // 4)],
    "1,200 kinds of lines": [_kinds(1_200, seed) for seed in (1, 2)],
    "every second line": ["".join(f"w{n}\n{sign}{n}\n" for n in range(1_990))[:LONGEST] for sign in "qz"],
    "all of one, and one more": ["a\n" * (LONGEST // 2), "b\n" + "a\n" * (LONGEST // 2 - 1)],
}


@pytest.mark.parametrize("name", WORST)
def test_hostile_texts_end_in_half_a_second(name):
    old, new = WORST[name]
    tries = []
    while len(tries) < 3 and min(tries, default=1) > 0.5:
        began = time.thread_time()
        found = difference(old, new)
        tries.append(time.thread_time() - began)

    assert min(tries) <= 0.5
    assert "".join(piece.text for piece in found.pieces if piece.kind != ADDED) == old
    assert len(found.pieces) <= 3_000


def test_without_the_clock_one_of_them_takes_far_longer(monkeypatch):
    """The control."""
    monkeypatch.setattr(diffing, "_PATIENCE", 30)
    old, new = WORST["every second line"]
    began = time.thread_time()

    difference(old, new)

    assert time.thread_time() - began > 0.4  # twice what the clock gives
    assert getattr(clock._running, "stop_at", None) is None


def test_too_much_is_said_to_be_too_much():
    old, new = WORST["lines in another order"]

    found = difference(old, new)

    assert found.is_coarse
    assert [piece.kind for piece in found.pieces] == [REMOVED, ADDED]
