"""What a learner is told after an attempt: only what the quiz's rules allow leaves this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .enums import CHOICES, QuestionKind
from .marking import mark
from .models import AskedQuestion
from .numbers import in_figures


@dataclass(frozen=True)
class JudgedLine:
    """A line of a question: what was answered, and, where it may be seen, whether that is right and what is."""

    text: str
    given: str = ""
    is_chosen: bool = False
    is_right: bool | None = None
    right: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Judged:
    """A question of an attempt that was handed in."""

    asked: AskedQuestion
    lines: list[JudgedLine]
    is_answered: bool
    points: Decimal | None = None
    is_right: bool | None = None
    feedback: str = ""
    right: list[str] = field(default_factory=list)


def judge_all(asked: Sequence[AskedQuestion], *, feedback: bool, answers: bool) -> list[Judged]:
    """Each question with its feedback and points if `feedback`, and with the right answer if `answers`."""
    return [_judge(question, feedback=feedback, answers=answers) for question in asked]


def _judge(asked: AskedQuestion, *, feedback: bool, answers: bool) -> Judged:
    version = asked.version
    said = mark(version, asked.answer).feedback if feedback else {}
    if version.kind in CHOICES:
        lines = _choice_lines(asked, said, answers=answers)
    elif version.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):
        lines = _placed_lines(asked, said, feedback=feedback, answers=answers)
    else:
        lines = [JudgedLine("", given=_typed(asked))]
    return Judged(
        asked,
        lines,
        is_answered=asked.answer is not None,
        points=asked.points if feedback else None,
        is_right=asked.is_right if feedback else None,
        feedback=version.feedback if feedback else "",
        right=_right_words(version.kind, version.content) if answers else [],
    )


def _choice_lines(asked: AskedQuestion, said: dict[str, str], *, answers: bool) -> list[JudgedLine]:
    options = {option["id"]: option for option in asked.version.content["options"]}
    chosen = set(asked.answer) if isinstance(asked.answer, list) else {asked.answer}
    return [
        JudgedLine(
            _option_text(options[key]),
            is_chosen=key in chosen,
            is_right=options[key]["right"] if answers else None,
            feedback=said.get(key, ""),
        )
        for key in asked.layout["lines"]
    ]


def _placed_lines(asked: AskedQuestion, said: dict[str, str], *, feedback: bool, answers: bool) -> list[JudgedLine]:
    content, given = asked.version.content, asked.answer if isinstance(asked.answer, dict) else {}
    if asked.version.kind == QuestionKind.MATCHING:
        texts: dict[Any, str] = {choice["id"]: choice["text"] for choice in content["choices"]}
        right: dict[str, Any] = {pair["id"]: pair["choice"] for pair in content["pairs"]}
        lines = content["pairs"]
    else:
        lines = content["items"]
        texts = {place: str(place) for place in range(1, len(lines) + 1)}
        right = {item["id"]: place for place, item in enumerate(lines, 1)}
    labels = {line["id"]: line["text"] for line in lines}
    return [
        JudgedLine(
            labels[key],
            given=texts.get(given.get(key), ""),
            is_right=given.get(key) == right[key] if feedback or answers else None,
            right=texts[right[key]] if answers else "",
            feedback=said.get(key, ""),
        )
        for key in asked.layout["lines"]
    ]


def _typed(asked: AskedQuestion) -> str:
    unit = asked.version.content.get("unit", "")
    words = str(asked.answer or "")
    return f"{words} {unit}" if words and unit and not words.endswith(unit) else words


def _right_words(kind: str, content: dict[str, Any]) -> list[str]:
    """The right answer of a question without lines."""
    if kind == QuestionKind.TEXT:
        return list(content["accepted"])
    if kind != QuestionKind.NUMERIC:
        return []
    number = f"{content['value']} {content.get('unit', '')}".strip()
    room = Decimal(content.get("tolerance") or 0)
    if not room:
        return [number]
    around = f"{in_figures(room)} %" if content.get("is_percent") else in_figures(room)
    return [_("%(number)s, or up to %(room)s more or less") % {"number": number, "room": around}]


def _option_text(option: dict[str, Any]) -> str:
    return {"true": _("True"), "false": _("False")}.get(option["id"], option["text"])
