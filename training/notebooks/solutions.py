"""Solutions: where they stand in a finished lesson, and the notebook as learners download it, without them."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from bs4 import BeautifulSoup, Tag

from training.notebooks.options import read_options

LEFT_OUT = "The solution is in the lesson on the hub: try it first."
_OPENING = '<details class="hub-details hub-solution">'
# Attributes are between quotation marks in what the sanitizer wrote, and may hold anything but one of those.
_TAG = re.compile(r'<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^">]|"[^"]*")*>')


def is_solution(cell: dict[str, Any]) -> bool:
    """The author tagged the cell `solution`."""
    return "solution" in read_options(cell).tags


def find_solutions(html: str) -> list[dict[str, Any]]:
    """Return key, start and end of each solution in `html`, which the sanitizer wrote last.

    A key is made of the solution's words: it stays while they stay, in whatever version of the notebook they are.
    """
    found: list[dict[str, Any]] = []
    start = depth = 0
    for tag in _TAG.finditer(html):
        if tag.group(2) != "details" or not (depth or tag.group() == _OPENING):
            continue
        if depth == 0:
            start = tag.start()
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            found.append({"key": _key(html[start : tag.end()], found), "start": start, "end": tag.end()})
    return found


def _key(html: str, before: list[dict[str, Any]]) -> str:
    words = " ".join(_TAG.sub(" ", html).split())
    key = hashlib.sha256(words.encode()).hexdigest()[:12]
    same = sum(solution["key"].split("-")[0] == key for solution in before)
    return f"{key}-{same + 1}" if same else key


def take_out_solutions(document: BeautifulSoup) -> list[int]:
    """Take the solutions out of the document; return which parts set aside are still in it, in order."""
    for solution in document.select("details.hub-solution"):
        solution.decompose()
    return [int(str(place["data-aside"])) for place in document.find_all(_is_aside)]


def _is_aside(element: Tag) -> bool:
    return element.name == "span" and element.has_attr("data-aside")


def without_solutions(source: bytes, notebook: dict[str, Any]) -> str:
    """Return the notebook for learners: its solution cells say where to look. Empty when it has none.

    `notebook` is `source` as it was read and checked. Everything else stays as the author saved it.
    """
    numbers = [number for number, cell in enumerate(notebook["cells"]) if is_solution(cell)]
    if not numbers:
        return ""
    saved = json.loads(source.decode("utf-8-sig"), parse_constant=lambda _name: None)
    if saved.get("nbformat") != 4:
        saved = notebook
    for number in numbers:
        saved["cells"][number] = _left_out(saved["cells"][number])
    saved.get("metadata", {}).pop("widgets", None)  # it may hold what a solution showed
    return json.dumps(saved, indent=1) + "\n"


def _left_out(cell: dict[str, Any]) -> dict[str, Any]:
    is_code = cell["cell_type"] == "code"
    kept: dict[str, Any] = {name: cell[name] for name in ("cell_type", "id") if name in cell}
    emptied: dict[str, Any] = {"execution_count": None, "outputs": []} if is_code else {}
    words = f"# {LEFT_OUT}" if is_code else f"*{LEFT_OUT}*"
    return {**kept, "metadata": {"tags": ["solution"]}, "source": words, **emptied}
