"""The whole way of a notebook lesson: read and check, export, arrange, clean."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from community.safety.html import clean_notebook
from training.notebooks import limits
from training.notebooks.changes import parts_of
from training.notebooks.document import arrange, plain_text
from training.notebooks.exporting import export, places
from training.notebooks.reading import joined, read_notebook
from training.notebooks.results import Findings, NotebookRefused, RenderedNotebook
from training.notebooks.script import as_script
from training.notebooks.solutions import find_solutions, take_out_solutions, without_solutions

_HASH_SCHEME = 1  # part of every content hash in the ledger: it never changes with the renderer


def render_notebook(source: bytes, reach: Callable[[int], None] = lambda _number: None) -> RenderedNotebook:
    """Return the notebook as a lesson; `reach` is told the number of each cell that is begun. Raises NotebookRefused.

    Time is bounded by the limits on size, but not short: web requests and tasks call `isolation.render_within`.
    """
    notebook, canonical = read_notebook(source)
    findings = Findings(
        html_left=limits.MAX_TOTAL_HTML,
        elements_left=limits.MAX_ELEMENTS,
        stream_left=limits.MAX_TOTAL_STREAM,
        formulas_left=limits.MAX_FORMULAS,
        reach=reach,
    )
    exported, aside = export(notebook, findings)
    if _was_never_run(notebook):
        findings.warnings.insert(
            0,
            "No code cell of this notebook has an output. If readers should see results, run it from top to bottom in "
            "Jupyter, save it, and upload it again.",
        )
    document, contents = arrange(exported, _attachments(notebook), places(notebook), findings)
    html = clean_notebook(aside.back_in(str(document))).strip().replace("\x00", "")  # stored as it is: offsets hold
    if len(html) > limits.MAX_RENDERED:
        raise NotebookRefused(
            f"The lesson would weigh {len(html) / 1e6:.1f} MB; {limits.MAX_RENDERED // 1_000_000} MB is the most. "
            "Make pictures smaller or show less, and upload the notebook again."
        )
    words = [aside.words[number] for number in take_out_solutions(document)]
    return RenderedNotebook(
        html=html,
        contents=contents,
        content_hash=hashlib.sha256(f"{_HASH_SCHEME}\n{canonical}".encode()).hexdigest(),
        warnings=findings.warnings,
        cell_count=len(notebook["cells"]),
        text=plain_text(document, words),
        script=as_script(notebook),
        solutions=find_solutions(html),
        handout=without_solutions(source, notebook),
        parts=parts_of(notebook),
    )


def _was_never_run(notebook: dict[str, Any]) -> bool:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["source"].strip()]
    return bool(cells) and not any(cell["outputs"] or cell["execution_count"] for cell in cells)


def _attachments(notebook: dict[str, Any]) -> dict[int, dict[str, str]]:
    """Return the pictures attached to each cell as data addresses, by the name that its Markdown uses."""
    found: dict[int, dict[str, str]] = {}
    for number, cell in enumerate(notebook["cells"], 1):
        for name, kinds in cell.get("attachments", {}).items():
            kind, encoded = next(iter(kinds.items()), ("", ""))
            address = f"data:{kind};base64,{joined(encoded)}"
            found.setdefault(number, {}).update({name: address, quote(name): address})
    return found
