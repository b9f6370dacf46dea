"""How the answers of a question are written, one a line, in the form and in CSV files; read and written here.

One answer, several answers: `* right | feedback`, `wrong | feedback`. True or false: the lines True and False.
Matching: `left >> right`; `>> right` is one choice more that fits nothing. Ordering: the lines in their right order.
Number: one line. Short text: each accepted answer. `\\|`, `\\*` and `\\>>` stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .enums import CHOICES, QuestionKind
from .marking import fold
from .numbers import in_figures, read_number

MOST_LINES = 10
MOST_LETTERS = 300
MOST_TYPED = 200
_BAR = re.compile(r"(?<!\\)\|")
_ARROW = re.compile(r"(?<!\\)>>")
_ESCAPED = re.compile(r"\\(\||\*|>>)")


class ContentRefused(ValueError):
    """The lines are no content of that kind; each of `reasons` says what to mend."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


@dataclass(frozen=True)
class Written:
    """A question's answers as they are written."""

    lines: list[str]
    tolerance: str = ""
    unit: str = ""


def read_content(kind: str, written: Written) -> dict[str, Any]:
    """The content that `written` means. Raises ContentRefused."""
    lines = [line.strip() for line in written.lines if line.strip()]
    if len(lines) > MOST_LINES:
        raise ContentRefused([_("More than %(most)d answers. Leave some out.") % {"most": MOST_LINES}])
    if any(len(line) > MOST_LETTERS for line in lines):
        raise ContentRefused([_("An answer is longer than %(most)d characters. Shorten it.") % {"most": MOST_LETTERS}])
    content = _READERS[QuestionKind(kind)](lines, written)
    if kind != QuestionKind.NUMERIC and (written.tolerance.strip() or written.unit.strip()):
        raise ContentRefused([_("Only a question of the kind “Number” has a tolerance or a unit. Empty both.")])
    if reasons := list(content_faults(kind, content)):
        raise ContentRefused(reasons)
    return content


def write_content(kind: str, content: dict[str, Any]) -> Written:
    """The lines that mean `content`."""
    if kind in CHOICES:
        options = content["options"]
        return Written(
            [("* " if one["right"] else "") + _write(one["text"], one.get("feedback", "")) for one in options]
        )
    if kind == QuestionKind.MATCHING:
        return Written(_write_pairs(content))
    if kind == QuestionKind.ORDERING:
        return Written([_write(item["text"], item.get("feedback", "")) for item in content["items"]])
    if kind == QuestionKind.NUMERIC:
        percent = "%" if content.get("is_percent") else ""
        tolerance = content.get("tolerance", "")
        return Written([content["value"]], f"{tolerance}{percent}" if tolerance else "", content.get("unit", ""))
    return Written([_escape(words) for words in content["accepted"]])


def content_faults(kind: str, content: dict[str, Any]) -> Iterator[str]:
    """What keeps a question from being asked, in sentences."""
    if kind in CHOICES:
        yield from _choice_faults(kind, content.get("options", []))
    elif kind == QuestionKind.MATCHING:
        yield from _pair_faults(content)
    elif kind == QuestionKind.ORDERING:
        items = [fold(item["text"]) for item in content.get("items", [])]
        if len(items) < 2:
            yield _("Ordering needs two lines or more. Write them in their right order.")
        if len(set(items)) < len(items):
            yield _("Two lines are the same. Make each line different.")
    elif kind == QuestionKind.NUMERIC:
        if not content.get("value"):
            yield _("It has no right answer. Write one number, for example 12.5.")
    elif not [words for words in content.get("accepted", []) if fold(words)]:
        yield _("It has no right answer. Write each answer that is accepted on a line of its own.")


def _choice_faults(kind: str, options: list[dict[str, Any]]) -> Iterator[str]:
    right = sum(bool(option["right"]) for option in options)
    texts = [fold(option["text"]) for option in options]
    if len(options) < 2:
        yield _("It needs two answers or more to choose from.")
    if not right:
        yield _("It has no right answer. Begin the line of the right answer with an asterisk (*).")
    if kind != QuestionKind.MULTIPLE and right > 1:
        yield _("More than one answer is marked right. Leave one asterisk, or choose the kind “Several answers”.")
    if len(set(texts)) < len(texts):
        yield _("Two answers are the same. Make each answer different.")
    if not all(texts):
        yield _("An answer is empty. Write it, or delete the line.")


def _pair_faults(content: dict[str, Any]) -> Iterator[str]:
    pairs = content.get("pairs", [])
    texts = [fold(pair["text"]) for pair in pairs]
    if len(pairs) < 2:
        yield _("Matching needs two pairs or more, written as “left >> right”.")
    if len(set(texts)) < len(texts):
        yield _("Two left sides are the same. Make each left side different.")
    if len(content.get("choices", [])) < 2:
        yield _("All pairs have the same right side. Give them two or more.")


def _read_choices(lines: list[str], written: Written) -> dict[str, Any]:
    options = []
    for number, line in enumerate(lines, 1):
        is_right = line.startswith("*")
        text, feedback = _split(line.removeprefix("*"))
        options.append({"id": str(number), "text": text, "right": is_right, "feedback": feedback})
    return {"options": options}


def _read_true_false(lines: list[str], written: Written) -> dict[str, Any]:
    options = _read_choices(lines, written)["options"]
    said = {option["text"].casefold(): option for option in options}
    if len(options) != 2 or set(said) != {"true", "false"}:
        raise ContentRefused([_("“True or false” needs two lines: True and False, with an asterisk (*) before one.")])
    return {"options": [{**said[word], "id": word, "text": word.capitalize()} for word in ("true", "false")]}


def _read_pairs(lines: list[str], written: Written) -> dict[str, Any]:
    pairs: list[dict[str, Any]] = []
    choices: dict[str, dict[str, str]] = {}
    for line in lines:
        sides = [side.strip() for side in _ARROW.split(line)]
        if len(sides) != 2 or not sides[1]:
            raise ContentRefused([_("“%(line)s” is no pair. Write “left >> right”.") % {"line": line[:60]}])
        right, feedback = _split(sides[1])
        choice = choices.setdefault(fold(right), {"id": f"c{len(choices) + 1}", "text": right})
        if sides[0]:
            text = _unescape(sides[0])
            pairs.append({"id": str(len(pairs) + 1), "text": text, "choice": choice["id"], "feedback": feedback})
    return {"pairs": pairs, "choices": list(choices.values())}


def _read_items(lines: list[str], written: Written) -> dict[str, Any]:
    parts = [_split(line) for line in lines]
    return {"items": [{"id": str(n), "text": text, "feedback": said} for n, (text, said) in enumerate(parts, 1)]}


def _read_numeric(lines: list[str], written: Written) -> dict[str, Any]:
    if len(lines) != 1:
        raise ContentRefused([_("It has no right answer, or more than one. Write one number, for example 12.5.")])
    tolerance, unit = written.tolerance.strip(), written.unit.strip()
    is_percent = tolerance.endswith("%")
    value, room = read_number(lines[0]), read_number(tolerance.rstrip("% ") or "0")
    reasons = []
    if value is None:
        reasons.append(_("“%(typed)s” is no number. Write one like 12.5 or 1,250.") % {"typed": lines[0][:40]})
    if room is None or room < 0 or (is_percent and room > 100):
        reasons.append(
            _("The tolerance “%(typed)s” can’t be read. Write 0.5, or 2%% for two percent.") % {"typed": tolerance[:40]}
        )
    if len(unit) > 30:
        reasons.append(_("The unit is longer than 30 characters. Shorten it."))
    if reasons or value is None or room is None:
        raise ContentRefused(reasons)
    return {"value": in_figures(value), "tolerance": in_figures(room), "is_percent": is_percent, "unit": unit}


def _read_accepted(lines: list[str], written: Written) -> dict[str, Any]:
    if any(len(line) > MOST_TYPED for line in lines):
        raise ContentRefused(
            [_("Nobody can type more than %(most)d characters. Shorten the answer.") % {"most": MOST_TYPED}]
        )
    return {"accepted": [_unescape(line) for line in lines]}


def _write_pairs(content: dict[str, Any]) -> list[str]:
    texts = {choice["id"]: choice["text"] for choice in content["choices"]}
    lines = [
        f"{_escape(pair['text'])} >> {_write(texts[pair['choice']], pair.get('feedback', ''))}"
        for pair in content["pairs"]
    ]
    used = {pair["choice"] for pair in content["pairs"]}
    return lines + [f">> {_escape(text)}" for key, text in texts.items() if key not in used]


def _split(line: str) -> tuple[str, str]:
    text, *feedback = _BAR.split(line, maxsplit=1)
    return _unescape(text.strip()), _unescape("".join(feedback).strip())


def _write(text: str, feedback: str) -> str:
    return _escape(text) + (f" | {_escape(feedback)}" if feedback else "")


def _escape(words: str) -> str:
    words = words.replace("|", "\\|").replace(">>", "\\>>")
    return f"\\{words}" if words.startswith("*") else words


def _unescape(words: str) -> str:
    return _ESCAPED.sub(r"\1", words)


_READERS = {
    QuestionKind.SINGLE: _read_choices,
    QuestionKind.MULTIPLE: _read_choices,
    QuestionKind.TRUE_FALSE: _read_true_false,
    QuestionKind.MATCHING: _read_pairs,
    QuestionKind.ORDERING: _read_items,
    QuestionKind.NUMERIC: _read_numeric,
    QuestionKind.TEXT: _read_accepted,
}
