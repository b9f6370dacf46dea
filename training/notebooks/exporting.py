"""A checked notebook becomes HTML through nbconvert, from a copy that holds only what a lesson shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from training.notebooks.code import highlight, language_of
from training.notebooks.fragments import clean_part
from training.notebooks.options import CellOptions, read_options
from training.notebooks.outputs import DIRECTIONS, prepare_outputs
from training.notebooks.printed import fold, has_directions, with_directions_shown
from training.notebooks.prose import markdown_to_html
from training.notebooks.results import Findings, Place

_TEMPLATES = Path(__file__).parent / "templates"
_ASIDE_PLACE = re.compile(r'<span data-aside="([0-9]+)"></span>')  # authors cannot write it: data-* is cleaned away


@dataclass
class Aside:
    """Coloured code and printed text: thousands of elements that the later steps need not look into."""

    html: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def put(self, html: str, words: str) -> str:
        """Set a part aside and return what marks its place."""
        self.html.append(html)
        self.words.append(words)
        return f'<span data-aside="{len(self.html) - 1}"></span>'

    def back_in(self, html: str) -> str:
        """Return `html` with every part back in its place."""
        return _ASIDE_PLACE.sub(lambda place: self.html[int(place.group(1))], html)


def places(notebook: dict[str, Any]) -> dict[int, Place]:
    """Return every cell's place by its number, counted from 1."""
    found: dict[int, Place] = {}
    code_count = 0
    for number, cell in enumerate(notebook["cells"], 1):
        is_code = cell["cell_type"] == "code"
        code_count += is_code
        found[number] = Place(number, code_count if is_code else None)
    return found


def export(notebook: dict[str, Any], findings: Findings) -> tuple[str, Aside]:
    """Return the notebook's HTML, each part clean and balanced, and the code set aside. Raises NotebookRefused."""
    where = places(notebook)
    language = language_of(notebook["metadata"])
    # Nothing of the author's metadata goes along: neither title nor language, widgets nor raw formats
    safe = new_notebook(cells=list(_cells(notebook, where, findings)))

    def prose(source: str, number: int) -> str:
        findings.reach(number)
        return clean_part(markdown_to_html(source, where[number], findings), where[number], findings)

    aside = Aside()
    filters: dict[str, Callable[..., str]] = {
        "prose": prose,
        "highlight_code": lambda source: aside.put(highlight(source, language), source),
        "printed": lambda text, kind: fold(text, kind, aside.put),
    }
    return _convert(safe, filters), aside


def _convert(notebook: NotebookNode, filters: dict[str, Callable[..., str]]) -> str:
    exporter = HTMLExporter(
        template_name="hub",
        extra_template_basedirs=[str(_TEMPLATES)],
        sanitize_html=False,  # its sanitizer is unsafe and destroys text; ours runs over every part and over the whole
        embed_images=False,
        default_preprocessors=[],  # above all, never ExecutePreprocessor
        filters=filters,
    )
    html, _ = exporter.from_notebook_node(notebook)
    return str(html)


def _cells(notebook: dict[str, Any], where: dict[int, Place], findings: Findings) -> Iterator[NotebookNode]:
    for number, cell in enumerate(notebook["cells"], 1):
        findings.reach(number)
        options = read_options(cell)
        if "remove-cell" in options.tags:
            continue
        if cell["cell_type"] == "raw":
            findings.warn(
                where[number], "raw cells are not shown. Make it a Markdown or a code cell if readers need it."
            )
        elif cell["cell_type"] == "markdown":
            about = _about(where[number], options)
            yield new_markdown_cell(cell["source"], id=f"cell-{number}", metadata={"hub": about})
        elif code := _code_cell(cell, options, where[number], findings):
            yield code


def _code_cell(cell: dict[str, Any], options: CellOptions, place: Place, findings: Findings) -> NotebookNode | None:
    source, tags = options.source, options.tags
    outputs = [] if "remove-output" in tags else prepare_outputs(cell["outputs"], options, place, findings)
    if "remove-input" in tags:
        source = ""
    if not source.strip() and not outputs:
        return None
    if has_directions(source):
        findings.warn(place, DIRECTIONS)
        source = with_directions_shown(source)
    about = _about(place, options)
    return new_code_cell(source, id=f"cell-{place.number}", outputs=outputs, metadata={"hub": about})


def _about(place: Place, options: CellOptions) -> dict[str, Any]:
    """What the template asks about a cell."""
    tags = options.tags
    return {
        "number": place.number,
        "code_number": place.code_number,
        "solution": "solution" in tags,
        "hidden": "hide-cell" in tags,
        "input_hidden": "hide-input" in tags,
        "output_hidden": "hide-output" in tags,
        "error_expected": "raises-exception" in tags,
        "table_caption": options.words.table_caption,
    }
