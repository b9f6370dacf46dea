"""What differs between two texts, line by line and word by word, in bounded time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from forum import clock

SAME, ADDED, REMOVED = "same", "added", "removed"
_PATIENCE = 0.2  # seconds; difflib needs time that grows with the square of what differs
_MOST_LINES = 4_000  # in one text: one step of difflib stays below some hundredths of a second
_MOST_WORDS = 2_000  # in one place
_MOST_PIECES = 3_000  # on one page
_LEAST_ALIKE = 0.3  # of the words; else the lines are easier to read one after the other
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """The pieces in order. `is_coarse`: too much differs to say it word by word."""

    pieces: tuple[Piece, ...]
    is_coarse: bool = False


class _Timed(SequenceMatcher[str]):
    """Asks the clock before each step."""

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None):  # type: ignore[no-untyped-def]
        clock.check()
        return super().find_longest_match(alo, ahi, blo, bhi)


def difference(old: str, new: str) -> Difference:
    """How `new` came out of `old`; takes no longer than about a quarter of a second."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(before), len(after)) <= _MOST_LINES:
        try:
            with clock.at_most(_PATIENCE):
                pieces = _joined(_by_lines(before, after))
        except clock.OutOfTime:
            pieces = []
        if pieces and len(pieces) <= _MOST_PIECES:
            return Difference(tuple(pieces))
    return Difference(tuple(_joined([Piece(REMOVED, old), Piece(ADDED, new)])), is_coarse=bool(old or new))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for _tag, old_from, old_to, new_from, new_to in _Timed(None, old, new).get_opcodes():
        before, after = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if before == after:
            yield Piece(SAME, before)
        else:
            yield from _by_words(before, after)


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if old and new and max(len(old), len(new)) <= _MOST_WORDS:
        steps = _Timed(None, old, new).get_opcodes()
        kept = sum(_words_in(old[start:end]) for tag, start, end, *_rest in steps if tag == "equal")
        if 2 * kept >= _LEAST_ALIKE * (_words_in(old) + _words_in(new)):
            for _tag, old_from, old_to, new_from, new_to in steps:
                yield from _pieces("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))
            return
    yield from _pieces(before, after)


def _words_in(parts: Sequence[str]) -> int:
    return sum(not part.isspace() for part in parts)


def _pieces(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield Piece(SAME, before)
    else:
        yield Piece(REMOVED, before)
        yield Piece(ADDED, after)


def _joined(pieces: Iterator[Piece] | Sequence[Piece]) -> list[Piece]:
    """Without empty ones; neighbours of one kind are one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
