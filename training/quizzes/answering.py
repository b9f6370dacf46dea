"""How a question stands in a form, and what a form says: names and values are places in the shown order.

Nothing in the form tells which line is right: a question's own ids, which stand in their right order, stay here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from .content import MOST_TYPED
from .enums import QuestionKind
from .models import AskedQuestion
from .numbers import read_number


@dataclass(frozen=True)
class Line:
    """An input of a question: a radio button, a checkbox, a select or a text field."""

    name: str
    id: str
    label: str = ""
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Shown:
    """A question as the page of an attempt shows it."""

    asked: AskedQuestion
    lines: list[Line]
    choices: list[str] = field(default_factory=list)
    error: str = ""
    was: str = ""

    @property
    def kind(self) -> str:
        """How it is answered."""
        return self.asked.version.kind

    @property
    def unit(self) -> str:
        """What a number is counted in."""
        return str(self.asked.version.content.get("unit", ""))


@dataclass(frozen=True)
class Posted:
    """What a form says about one question: the answer, or why it can't be read; `is_touched` by this tab."""

    answer: Any = None
    error: str = ""
    is_touched: bool = True


def show_question(asked: AskedQuestion, *, typed: Mapping[str, Any] | None = None, error: str = "") -> Shown:
    """The question with the answer that is saved, or with what was `typed`."""
    answer = asked.answer
    name = f"q{asked.place}"
    was = str(typed.get(f"was{asked.place}", "")) if typed is not None else digest(answer)
    if asked.version.kind in (QuestionKind.NUMERIC, QuestionKind.TEXT):
        words = str(typed.get(name, "")) if typed is not None else (answer or "")
        return Shown(asked, [Line(name, name, value=words)], error=error, was=was)
    ids = asked.layout["lines"]
    texts = _texts(asked)
    if asked.version.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):
        choices, given = _choices(asked), answer if isinstance(answer, dict) else {}
        lines = [
            Line(f"{name}-{n}", f"{name}-{n}", texts[key], _place_of(given.get(key), choices))
            for n, key in enumerate(ids, 1)
        ]
        return Shown(asked, lines, [label for _key, label in choices], error, was)
    chosen = set(answer) if isinstance(answer, list) else {answer}
    lines = [Line(name, f"{name}-{n}", texts[key], str(n), key in chosen) for n, key in enumerate(ids, 1)]
    return Shown(asked, lines, error=error, was=was)


def read_question(asked: AskedQuestion, data: QueryDict) -> Posted:
    """What the form says about the question."""
    answer, error = _READERS[QuestionKind(asked.version.kind)](asked, data)
    return Posted(answer, error, is_touched=digest(answer) != data.get(f"was{asked.place}", ""))


def digest(answer: Any) -> str:
    """A short sign of an answer: whether a tab still shows what it was opened with."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:12]


def _texts(asked: AskedQuestion) -> dict[str, str]:
    content = asked.version.content
    lines = content.get("options") or content.get("pairs") or content.get("items") or []
    texts = {line["id"]: line["text"] for line in lines}
    if asked.version.kind == QuestionKind.TRUE_FALSE:
        return {"true": _("True"), "false": _("False")}
    return texts


def _choices(asked: AskedQuestion) -> list[tuple[Any, str]]:
    """(what is stored, what is shown) of each entry of the selects."""
    if asked.version.kind == QuestionKind.ORDERING:
        return [(number, str(number)) for number in range(1, len(asked.layout["lines"]) + 1)]
    texts = {choice["id"]: choice["text"] for choice in asked.version.content["choices"]}
    return [(key, texts[key]) for key in asked.layout["choices"]]


def _place_of(stored: Any, choices: list[tuple[Any, str]]) -> str:
    return next((str(place) for place, (key, _label) in enumerate(choices, 1) if key == stored), "")


def _at(place: str | None, entries: list[Any]) -> Any:
    """The entry at a place that a form named; None for anything else."""
    if place is None or not place.isascii() or not place.isdigit() or len(place) > 3:
        return None
    return entries[int(place) - 1] if 0 < int(place) <= len(entries) else None


def _read_one(asked: AskedQuestion, data: QueryDict) -> tuple[Any, str]:
    return _at(data.get(f"q{asked.place}"), asked.layout["lines"]), ""


def _read_several(asked: AskedQuestion, data: QueryDict) -> tuple[Any, str]:
    chosen = [_at(place, asked.layout["lines"]) for place in data.getlist(f"q{asked.place}")]
    return sorted({key for key in chosen if key}) or None, ""


def _read_selects(asked: AskedQuestion, data: QueryDict) -> tuple[Any, str]:
    keys = [key for key, _label in _choices(asked)]
    given = {
        line: _at(data.get(f"q{asked.place}-{number}"), keys) for number, line in enumerate(asked.layout["lines"], 1)
    }
    return {line: key for line, key in given.items() if key is not None} or None, ""


def _read_words(asked: AskedQuestion, data: QueryDict) -> tuple[Any, str]:
    words = data.get(f"q{asked.place}", "").replace("\x00", "").strip()
    if len(words) > MOST_TYPED:
        return None, _("Your answer has %(count)d characters; %(most)d is the most. Shorten it.") % {
            "count": len(words), "most": MOST_TYPED,
        }  # fmt: skip
    return words or None, ""


def _read_number(asked: AskedQuestion, data: QueryDict) -> tuple[Any, str]:
    words, error = _read_words(asked, data)
    if words and read_number(words, unit=asked.version.content.get("unit", "")) is None:
        return None, _("“%(typed)s” is no number. Write one like 12.5 or 1,250.") % {"typed": words[:40]}
    return words, error


_READERS = {
    QuestionKind.SINGLE: _read_one,
    QuestionKind.TRUE_FALSE: _read_one,
    QuestionKind.MULTIPLE: _read_several,
    QuestionKind.MATCHING: _read_selects,
    QuestionKind.ORDERING: _read_selects,
    QuestionKind.NUMERIC: _read_number,
    QuestionKind.TEXT: _read_words,
}
