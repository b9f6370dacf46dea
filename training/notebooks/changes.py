"""What changed from one version of a notebook to the next, as readers see it: headings, text, code, results."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from training.notebooks.options import read_options
from training.notebooks.reading import joined
from training.notebooks.results import Part

_HEADING = re.compile(r" {0,3}#{1,6}\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LONGEST = 120  # characters of a heading that are kept


@dataclass(frozen=True)
class Change:
    """How many parts of one kind, below one heading, were added, removed or changed."""

    what: str  # added, removed or changed
    kind: str
    section: str
    count: int = 1


def parts_of(notebook: dict[str, Any]) -> list[Part]:
    """The parts of a checked notebook, in order; what authors hide altogether is none."""
    parts: list[Part] = []
    section = ""
    for cell in notebook["cells"]:
        options = read_options(cell)
        if "remove-cell" in options.tags or cell["cell_type"] == "raw":
            continue
        if "solution" in options.tags:
            parts.append(Part("solution", section, _mark(cell["source"])))
            continue
        if cell["cell_type"] == "markdown":
            for heading in _headings(cell["source"]):
                section = heading
                parts.append(Part("heading", heading, _mark(heading)))
            words = "\n".join(line for line in cell["source"].splitlines() if not _HEADING.match(line)).strip()
            parts += [Part("text", section, _mark(words))] if words else []
            continue
        if options.source.strip() and "remove-input" not in options.tags:
            parts.append(Part("code", section, _mark(options.source)))
        if cell["outputs"] and "remove-output" not in options.tags:
            parts.append(Part("result", section, _mark(json.dumps(list(_shown(cell["outputs"])), sort_keys=True))))
    return parts


def changes_between(old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """What a reader of `old` finds otherwise in `new`, in the order of `new`; what was removed stands where it was."""
    counted: Counter[tuple[str, str, str]] = Counter()
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = list(old[old_from:old_to]), list(new[new_from:new_to])
        for part in come:
            before = next((one for one in gone if one.kind == part.kind != "heading"), None)
            if before is not None:
                gone.remove(before)
            counted[("changed" if before else "added", part.kind, part.section)] += 1
        for part in gone:
            counted[("removed", part.kind, part.section)] += 1
    return [Change(*key, count) for key, count in counted.items()]


def _keys(parts: Sequence[Part]) -> list[tuple[str, str]]:
    return [(part.kind, part.mark) for part in parts]


def _headings(source: str) -> Iterator[str]:
    in_code = False
    for line in source.splitlines():
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (heading := _HEADING.match(line)):
            yield heading.group(1)[:_LONGEST]


def _shown(outputs: list[dict[str, Any]]) -> Iterator[Any]:
    """What an output shows, without counters that differ from run to run."""
    for output in outputs:
        data = output.get("data", {})
        yield {kind: joined(value) if isinstance(value, str | list) else value for kind, value in data.items()}
        yield joined(output.get("text", "")), output.get("ename", ""), output.get("evalue", "")


def _mark(words: str) -> str:
    return hashlib.sha256(words.strip().encode("utf-8", "replace")).hexdigest()[:16]
