"""What a lesson says, cut at its headings: two versions are compared when one is published. No query here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

_CUT_AT = ("h1", "h2", "h3")
_MOST_LETTERS = 120

Sections = list[list[str]]  # heading, hash of what stands below it; as JSON keeps them


@dataclass(frozen=True)
class Difference:
    """Headings that came, went, or say something else now."""

    added: list[str]
    removed: list[str]
    reworded: list[str]


def hash_of(value: Any) -> str:
    """The same for the same words and numbers, on every machine."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def sections_of(html: str) -> Sections:
    """The sections of a lesson in order; the first has no heading. Anchors and white space play no part."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("id", None)
    texts: list[tuple[str, list[str]]] = [("", [])]
    for node in soup.descendants:
        if isinstance(node, Tag) and node.name in _CUT_AT:
            texts.append((" ".join(node.get_text(" ").split())[:_MOST_LETTERS], []))
        elif isinstance(node, Tag):
            marks = [str(node.get(name, "")) for name in ("src", "href", "alt") if node.get(name)]
            texts[-1][1].extend(marks)
        else:
            texts[-1][1].extend(str(node).split())
    return [[heading, hash_of(words)[:16]] for heading, words in texts]


def difference(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Difference:
    """What a reader of `before` finds new in `after`. Text above the first heading has no name, and is left out."""
    old, new = _by_heading(before), _by_heading(after)
    return Difference(
        added=[heading for heading in new if heading not in old],
        removed=[heading for heading in old if heading not in new],
        reworded=[heading for heading in new if heading in old and old[heading] != new[heading]],
    )


def _by_heading(sections: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for heading, words in sections:
        if heading:
            found.setdefault(heading, []).append(words)
    return found
