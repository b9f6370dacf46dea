"""What an answer is worth. Pure functions of a question's version and an answer; no query, no clock.

One answer, true or false, number, text: all or nothing. Several answers: right ones minus wrong ones, never below zero.
Matching and ordering: the share of lines in their place.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Protocol

from .enums import QuestionKind
from .numbers import read_number

_CENT = Decimal("0.01")


class Markable(Protocol):
    """What marking needs of a question's version."""

    kind: str
    content: dict[str, Any]
    points: int


@dataclass(frozen=True)
class Mark:
    """Points out of `most`, and what to say about each option that was chosen (by the option's id)."""

    share: Fraction
    most: int
    feedback: dict[str, str] = field(default_factory=dict)

    @property
    def points(self) -> Decimal:
        """To two places."""
        return in_points(self.share * self.most)

    @property
    def is_right(self) -> bool:
        """All of it."""
        return self.share == 1


def in_points(exact: Fraction) -> Decimal:
    """A fraction as points, to two places."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENT, ROUND_HALF_UP)


def mark(version: Markable, answer: Any) -> Mark:
    """Mark `answer`; one of the wrong shape, or None, is worth nothing."""
    share, feedback = _MARKERS[QuestionKind(version.kind)](version.content, answer)
    return Mark(share, version.points, feedback)


def percent_of(points: Fraction, most: int) -> int:
    """0 to 100, rounded down: 100 only when everything is right."""
    return int(100 * points / most) if most else 0


def fold(words: str) -> str:
    """Words without what a reader would not call a difference: case, spaces, diacritics."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


_Outcome = tuple[Fraction, dict[str, str]]
_NOTHING = Fraction(0)


def _single(content: dict[str, Any], answer: Any) -> _Outcome:
    chosen = next((option for option in content["options"] if option["id"] == answer), None)
    if chosen is None:
        return _NOTHING, {}
    return Fraction(int(chosen["right"])), _said(chosen)


def _multiple(content: dict[str, Any], answer: Any) -> _Outcome:
    ids = {one for one in answer if isinstance(one, str)} if isinstance(answer, list) else set()
    chosen = [option for option in content["options"] if option["id"] in ids]
    right = sum(option["right"] for option in content["options"])
    balance = sum(1 if option["right"] else -1 for option in chosen)
    share = Fraction(max(balance, 0), right) if right else _NOTHING
    return share, {key: words for option in chosen for key, words in _said(option).items()}


def _matching(content: dict[str, Any], answer: Any) -> _Outcome:
    given = answer if isinstance(answer, dict) else {}
    return _by_share(content["pairs"], lambda _place, pair: given.get(pair["id"]) == pair["choice"], given)


def _ordering(content: dict[str, Any], answer: Any) -> _Outcome:
    given = answer if isinstance(answer, dict) else {}
    return _by_share(content["items"], lambda place, item: given.get(item["id"]) == place, given)


def _by_share(lines: list[dict[str, Any]], is_right: Any, given: dict[str, Any]) -> _Outcome:
    right = sum(bool(is_right(place, line)) for place, line in enumerate(lines, 1))
    said = {key: words for line in lines if line["id"] in given for key, words in _said(line).items()}
    return (Fraction(right, len(lines)) if lines else _NOTHING), said


def _numeric(content: dict[str, Any], answer: Any) -> _Outcome:
    number = read_number(answer, unit=content.get("unit", "")) if isinstance(answer, str) else None
    if number is None:
        return _NOTHING, {}
    value, room = Decimal(content["value"]), Decimal(content.get("tolerance") or 0)
    if content.get("is_percent"):
        room = abs(value) * room / 100
    return Fraction(int(abs(number - value) <= room)), {}


def _text(content: dict[str, Any], answer: Any) -> _Outcome:
    accepted = {fold(words) for words in content["accepted"]}
    return Fraction(int(isinstance(answer, str) and fold(answer) in accepted)), {}


def _said(option: dict[str, Any]) -> dict[str, str]:
    return {option["id"]: option["feedback"]} if option.get("feedback") else {}


_MARKERS = {
    QuestionKind.SINGLE: _single,
    QuestionKind.TRUE_FALSE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.TEXT: _text,
}
