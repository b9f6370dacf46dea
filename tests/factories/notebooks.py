"""Notebooks for tests: one cell or output at a time, and the hostile corpus in every place that an author can fill."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data" / "notebooks"
PAYLOADS: list[str] = json.loads((DATA / "payloads.json").read_text())
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
Cell = dict[str, Any]


def markdown(source: str, **fields: Any) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source} | fields


def code(source: str, *outputs: Cell, tags: tuple[str, ...] = (), **metadata: Any) -> Cell:
    if tags:
        metadata["tags"] = list(tags)
    return {"cell_type": "code", "metadata": metadata, "source": source, "execution_count": 1, "outputs": list(outputs)}


def shown(metadata: Cell | None = None, **data: str) -> Cell:
    """An output: `shown(text_html="<p>")`, the first underline standing for the stroke."""
    kinds = {kind.replace("_", "/", 1).replace("svg", "svg+xml"): value for kind, value in data.items()}
    return {"output_type": "display_data", "data": kinds, "metadata": metadata or {}}


def printed(text: str, name: str = "stdout") -> Cell:
    return {"output_type": "stream", "name": name, "text": text}


def failed(name: str, value: str, *traceback: str) -> Cell:
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": list(traceback)}


def notebook(*cells: Cell, **metadata: Any) -> bytes:
    metadata = {"language_info": {"name": "python"}} | metadata
    cells = tuple({"id": f"cell-{number}"} | cell for number, cell in enumerate(cells, 1))
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()


def _svg(payload: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" onload="MARK()"><title>{payload}</title>{payload}</svg>'


# Every place an author can write in, by name: each makes one cell of a payload
SINKS: dict[str, Callable[[str], Cell]] = {
    "markdown": markdown,
    "markdown, inline": lambda payload: markdown(f"words {payload} words"),
    "heading": lambda payload: markdown(f"# {payload}"),
    "table": lambda payload: markdown(f"|a|\n|-|\n|{payload}|"),
    "quote": lambda payload: markdown(f"> > {payload}"),
    "fence": lambda payload: markdown(f"```{payload}\n{payload}\n```"),
    "link": lambda payload: markdown(f'[a]({payload} "{payload}")'),
    "image": lambda payload: markdown(f"![{payload}](data:image/png;base64,{PIXEL})"),
    "formula": lambda payload: markdown(f"$x{payload}$\n\n$$\n{payload}\n$$\n\n\\\\({payload}\\\\)"),
    "formula text": lambda payload: markdown(f"$\\text{{{payload}}}$ $\\href{{{payload}}}{{x}}$"),
    "footnote": lambda payload: markdown(f"a[^1]\n\n[^1]: {payload}"),
    "attachment": lambda payload: markdown(
        f"![a](attachment:a.png) {payload}", attachments={"a.png": {f"image/{payload}": payload}, payload: {}}
    ),
    "code": code,
    "figure comment": lambda payload: code(
        f"#| fig-alt: {payload}\n#| fig-cap: {payload}\nplot()", shown(image_png=PIXEL)
    ),
    "HTML output": lambda payload: code("1", shown(text_html=payload)),
    "HTML table output": lambda payload: code(
        "1", shown(text_html=f"<table><caption>{payload}</caption><tr><th>{payload}<td>{payload}</table>")
    ),
    "Markdown output": lambda payload: code("1", shown(text_markdown=payload)),
    "TeX output": lambda payload: code("1", shown(text_latex=payload)),
    "plain output": lambda payload: code("1", shown(text_plain=payload)),
    "SVG output": lambda payload: code("1", shown(image_svg=_svg(payload))),
    "PNG output": lambda payload: code("1", shown(image_png=payload)),
    "alternative text": lambda payload: code(
        "1", shown({"image/png": {"alt": payload, "width": payload, "height": payload}}, image_png=PIXEL), alt=payload
    ),
    "script output": lambda payload: code("1", shown(application_javascript="MARK()", text_plain=payload)),
    "mermaid output": lambda payload: code("1", {**shown(), "data": {"text/vnd.mermaid": payload}}),
    "isolated output": lambda payload: code("1", shown({"text/html": {"isolated": True}}, text_html=payload)),
    "printed": lambda payload: code("1", printed(f"\x1b[32m{payload}\x1b[0m")),
    "printed to stderr": lambda payload: code("1", printed(payload, "stderr")),
    "error": lambda payload: code("1", failed(payload, payload, f"\x1b[31m{payload}")),
    "tag": lambda payload: code("1", tags=(payload.replace(",", ""), "hide-input")),
    "raw": lambda payload: {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": payload},
}


def hostile(sink: str, payloads: list[str] = PAYLOADS) -> bytes:
    """A notebook with every payload in one sink, and in its metadata."""
    worst = payloads[0]
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": {"a": worst}, "version_major": 2}}
    cells = [SINKS[sink](payload) for payload in payloads]
    return notebook(*cells, title=worst, language_info={"name": 'x" onmouseover="MARK()'}, widgets=widgets)
