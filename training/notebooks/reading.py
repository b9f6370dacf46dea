"""From bytes to a checked notebook: size, encoding, depth, JSON, the notebook format, and the limits on cells."""

from __future__ import annotations

import json
import re
import warnings
from typing import Any

import nbformat
from nbformat.v3.rwbase import rejoin_lines
from nbformat.validator import get_validator

from training.notebooks import limits
from training.notebooks.results import NotebookRefused

_JSON_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)  # possessive: linear on any bytes
_PASTED = re.compile(r"data:image/([a-z+.-]{1,20});base64,([A-Za-z0-9+/]{20,}={0,2})")
_SAVE_AGAIN = "Open it in Jupyter, save it, and upload it again."


def read_notebook(source: bytes) -> tuple[dict[str, Any], str]:
    """Return the checked notebook, in format 4, and its canonical text. Raises NotebookRefused."""
    if len(source) > limits.MAX_BYTES:
        raise NotebookRefused(
            f"The notebook is {len(source) / 1e6:.1f} MB; {limits.MAX_BYTES // 1_000_000} MB is the most it may be. "
            "Clear large outputs or make pictures smaller, then upload it again."
        )
    _check_structure(source)
    notebook = _parse(_decode(source))
    canonical = json.dumps(notebook, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if not _is_encodable(canonical):  # half of a surrogate pair, written as an escape
        canonical = canonical.encode("utf-8", "replace").decode()
        notebook = json.loads(canonical)
    return _check_cells(_in_format_4(notebook)), canonical


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _decode(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise NotebookRefused(
            f"The file is not UTF-8 text (line {line}), so it is not a notebook. {_SAVE_AGAIN}"
        ) from error


def _check_structure(source: bytes) -> None:
    """Refuse what would exhaust the JSON parser: too deep, or millions of tiny lists."""
    depth = count = 0
    for token in _JSON_TOKEN.finditer(source):
        mark = token.group()[:1]
        depth += (mark in b"[{") - (mark in b"]}")
        count += mark in b"[{"
        if count > limits.MAX_LISTS:
            raise NotebookRefused(
                f"The notebook holds more than {limits.MAX_LISTS:,} lists. "
                "Clear the outputs with large data in them, save the notebook, and upload it again."
            )
        if depth > limits.MAX_DEPTH:
            line = source.count(b"\n", 0, token.start()) + 1
            raise NotebookRefused(
                f"The notebook's data is nested more than {limits.MAX_DEPTH} levels deep (line {line}). "
                "Clear the output that holds it, save the notebook, and upload it again."
            )


def _parse(text: str) -> dict[str, Any]:
    try:
        notebook = json.loads(text, parse_constant=lambda _name: None)  # NaN in a chart's data
    except json.JSONDecodeError as error:
        raise NotebookRefused(
            f"The file is not a complete notebook: {error.msg} at line {error.lineno}, "
            f"column {error.colno}. {_SAVE_AGAIN}"
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise NotebookRefused(f"The notebook holds a number that cannot be read. {_SAVE_AGAIN}") from error
    if not isinstance(notebook, dict):
        raise NotebookRefused(
            "The file is JSON, but not a notebook. Upload a file that Jupyter saved, ending in .ipynb."
        )
    return notebook


def _in_format_4(notebook: dict[str, Any]) -> dict[str, Any]:
    major, minor = notebook.get("nbformat"), notebook.get("nbformat_minor", 0)
    if type(major) is not int or type(minor) is not int or not 0 <= minor <= 100:
        raise NotebookRefused("The file does not say which notebook format it has. Upload a file that Jupyter saved.")
    if major == 3:
        notebook, minor = _upgrade(notebook), 5
    elif major != 4:
        raise NotebookRefused(f"The notebook is in format {major}; the hub reads format 4. {_SAVE_AGAIN}")
    if isinstance(notebook.get("metadata"), dict):
        notebook["metadata"] = {"language_info": {"name": language}} if (language := _language(notebook)) else {}
    cells = notebook.get("cells")
    if isinstance(cells, list):
        _check_count(len(cells))
        for number, cell in enumerate(cells, 1):
            if isinstance(cell, dict):
                cell["id"] = f"cell-{number}"  # ids are not shown; missing or double ones are no reason to refuse
    _check_schema(notebook, 4, minor)
    return notebook


def _language(notebook: dict[str, Any]) -> str:
    """Return the language that the notebook says it is in: all that a lesson needs of the metadata."""
    for part, name in (("language_info", "name"), ("kernelspec", "language")):
        described = notebook["metadata"].get(part)
        if isinstance(described, dict) and isinstance(described.get(name), str):
            return str(described[name])
    return ""


def _upgrade(notebook: dict[str, Any]) -> dict[str, Any]:
    """Turn format 3 (2014 and before) into format 4."""
    _check_schema(notebook, 3, 0)
    _check_count(sum(len(sheet.get("cells", [])) for sheet in notebook.get("worksheets", [])))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            upgraded = nbformat.convert(rejoin_lines(nbformat.from_dict(notebook)), 4)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, nbformat.ValidationError) as error:
        raise NotebookRefused(f"The notebook is in format 3 and could not be upgraded. {_SAVE_AGAIN}") from error
    return dict(json.loads(json.dumps(upgraded)))


def _check_count(count: int) -> None:
    if count > limits.MAX_CELLS:
        raise NotebookRefused(
            f"The notebook has {count:,} cells; {limits.MAX_CELLS} is the most a lesson may have. "
            "Split it into several lessons."
        )


def _check_schema(notebook: dict[str, Any], major: int, minor: int) -> None:
    known = min(minor, 5) if major == 4 else minor
    if get_validator(major, known, relax_add_props=True) is None:
        raise NotebookRefused(f"The notebook is in format {major}.{minor}, which the hub cannot check. {_SAVE_AGAIN}")
    errors = nbformat.validator.iter_validate(notebook, version=major, version_minor=known, relax_add_props=True)
    try:
        error = next(errors, None)
    except (AttributeError, KeyError, TypeError) as failure:  # nbformat stumbles over a type that is not text
        raise NotebookRefused(
            f"{_odd_cell(notebook)} does not follow the notebook format: a type is not text. {_SAVE_AGAIN}"
        ) from failure
    if error is None:
        return
    # Some of nbformat's errors keep the path to the cell, some only their text
    path = list(getattr(error, "absolute_path", None) or getattr(getattr(error, "original", None), "absolute_path", []))
    raise NotebookRefused(f"{_where(path)} does not follow the notebook format: {_why(error)}. {_SAVE_AGAIN}")


def _odd_cell(notebook: dict[str, Any]) -> str:
    for number, cell in enumerate(notebook.get("cells", []), 1):
        if isinstance(cell, dict) and not isinstance(cell.get("cell_type"), str):
            return f"Cell {number}"
    return "The notebook"


def _where(path: list[Any]) -> str:
    if len(path) < 2 or path[0] != "cells":
        return "The notebook"
    place = f"Cell {path[1] + 1}"
    if len(path) > 3 and path[2] == "outputs":
        place += f", output {path[3] + 1},"
    return place


def _why(error: Exception) -> str:
    lines = str(getattr(error, "message", error)).strip().splitlines() or ["something is missing"]
    if "is not valid under any of the given schemas" in lines[0]:
        return "its type or its contents are not those of a notebook cell"
    return lines[0][:200].rstrip(".:")


def _check_cells(notebook: dict[str, Any]) -> dict[str, Any]:
    total = 0
    for number, cell in enumerate(notebook["cells"], 1):
        cell["source"] = joined(cell["source"])
        if cell["cell_type"] == "markdown":
            _set_pictures_aside(cell)
        size = len(cell["source"])
        total += size
        if size > limits.MAX_SOURCE:
            raise NotebookRefused(
                f"Cell {number} has {size:,} characters; {limits.MAX_SOURCE:,} is the most one cell may have. "
                "Split the cell, or load long data from a file."
            )
        if len(cell.get("outputs", [])) > limits.MAX_OUTPUTS:
            raise NotebookRefused(
                f"Cell {number} has {len(cell['outputs'])} outputs; {limits.MAX_OUTPUTS} is the most. "
                "Show less in this cell, run it again, and upload the notebook again."
            )
    if total > limits.MAX_TOTAL_SOURCE:
        raise NotebookRefused(
            f"The cells together have {total:,} characters; {limits.MAX_TOTAL_SOURCE:,} is the most a lesson may have. "
            "Split the notebook into several lessons."
        )
    return notebook


def _set_pictures_aside(cell: dict[str, Any]) -> None:
    """Make attachments of the pictures that some editors paste into the text itself: they are no words."""
    attachments = cell.setdefault("attachments", {})

    def aside(found: re.Match[str]) -> str:
        name = f"pasted-{len(attachments) + 1}"
        attachments[name] = {f"image/{found.group(1)}": found.group(2)}
        return f"attachment:{name}"

    cell["source"] = _PASTED.sub(aside, cell["source"])


def joined(text: Any) -> str:
    """Return a multi-line string of the notebook format, a string or a list of strings, as one string."""
    if isinstance(text, list):
        return "".join(part for part in text if isinstance(part, str))
    return text if isinstance(text, str) else ""
