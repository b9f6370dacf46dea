"""From what somebody wrote, in a form or a line of a file, to a question to store; every fault is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .content import MOST_LINES, ContentRefused, Written, read_content
from .enums import QuestionKind
from .services.bank import QuestionDraft

MOST = {"text": 2_000, "hint": 600, "feedback": 1_000, "topic": 60}
MOST_POINTS = 100
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True)
class DraftFault:
    """What is wrong in which column."""

    column: str
    reason: str


@dataclass
class Drafted:
    """A draft, or the faults that keep it from being one."""

    draft: QuestionDraft | None = None
    faults: list[DraftFault] = field(default_factory=list)


def draft_question(written: Mapping[str, str]) -> Drafted:
    """Read the columns key, kind, topic, points, text, hint, feedback, tolerance, unit and answer_1 to answer_10."""
    words = {name: written.get(name, "").strip() for name in ("key", "kind", "points", *MOST)}
    faults = [*_key_faults(words["key"]), *_length_faults(words)]
    kind = _kind(words["kind"])
    if kind is None:
        reason = _("“%(kind)s” is no kind of question. Write one of: %(kinds)s.")
        kinds = ", ".join(QuestionKind.values)
        faults.append(DraftFault("kind", reason % {"kind": words["kind"][:40], "kinds": kinds}))
    points = _points(words["points"])
    if points is None:
        reason = _("“%(points)s” is no number of points. Write a whole number from 1 to %(most)d.")
        faults.append(DraftFault("points", reason % {"points": words["points"][:40], "most": MOST_POINTS}))
    content: dict[str, object] = {}
    if kind is not None:
        lines = [written.get(f"answer_{number}", "") for number in range(1, MOST_LINES + 1)]
        try:
            content = read_content(kind, Written(lines, written.get("tolerance", ""), written.get("unit", "")))
        except ContentRefused as refusal:
            faults += [DraftFault("answers", reason) for reason in refusal.reasons]
    if faults or kind is None or points is None:
        return Drafted(faults=faults)
    texts = {name: words[name] for name in MOST}
    return Drafted(QuestionDraft(key=words["key"], kind=kind, content=content, points=points, **texts))


def _key_faults(key: str) -> Iterator[DraftFault]:
    if not key:
        yield DraftFault(
            "key", _("The key is empty. Give each question a key of its own, for example “small-cells-1”.")
        )
    elif not _KEY.fullmatch(key):
        yield DraftFault(
            "key",
            _("“%(key)s” can’t be a key. Use up to 60 small letters, digits and hyphens, for example “small-cells-1”.")
            % {"key": key[:40]},
        )


def _length_faults(words: Mapping[str, str]) -> Iterator[DraftFault]:
    if not words["text"]:
        yield DraftFault("question", _("The question is empty. Write it."))
    for name, most in MOST.items():
        if len(words[name]) > most:
            column = "question" if name == "text" else name
            yield DraftFault(
                column,
                _("%(count)d characters are too many; %(most)d is the most. Shorten it.")
                % {"count": len(words[name]), "most": most},
            )


def _kind(word: str) -> QuestionKind | None:
    known = word.casefold().replace("/", "").replace(" ", "").replace("_", "")
    return next((kind for kind in QuestionKind if kind == known), None)


def _points(word: str) -> int | None:
    if not word:
        return 1
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 6 else 0
    return number if 1 <= number <= MOST_POINTS else None
