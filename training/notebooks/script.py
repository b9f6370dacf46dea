"""The notebook as a Python script in the percent format: what editors open as cells, and what `diff` can compare."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from typing import Any

from training.notebooks.code import language_of
from training.notebooks.solutions import LEFT_OUT, is_solution

# Two lines, so that no comment of the author's stands where Python looks for the encoding of a file
_HEAD = '# A notebook as a Python script. Cells begin with "# %%"; editors that know them run one at a time.\n# -----\n'
_MAGIC = re.compile(
    r"\s*(?:%{1,2}\s?[A-Za-z]|!|\?{1,2}\s*[\w.*%]|[\w.*%]+(?:\(\))?\?{1,2}\s*(?:#.*)?$"
    r"|[\w.,\s\[\]]+=\s*(?:!|%[A-Za-z]))"
)
_CELL_MAGIC = re.compile(r"\s*%%[A-Za-z]")
_CLEAN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def as_script(notebook: dict[str, Any]) -> str:
    """Return the cells as one Python file, Markdown and magics as comments; empty for other languages.

    Solutions are left out. The notebook has been checked. Nothing is run; code that is no Python, for another reason
    than a magic, stays.
    """
    if language_of(notebook["metadata"]) != "python":
        return ""
    return _HEAD + "".join(f"\n{part}\n" for cell in notebook["cells"] for part in _cell(cell))


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = _CLEAN.sub("", cell["source"]).rstrip()
    if is_solution(cell):
        yield f"# %% [markdown]\n# {LEFT_OUT}"
    elif cell["cell_type"] != "code":
        yield f"# %% [{cell['cell_type']}]\n" + "\n".join(_comment(line) for line in source.splitlines())
    elif _CELL_MAGIC.match(source):
        yield "# %%\n" + "\n".join(_comment(line) for line in source.splitlines())
    elif source:
        yield "# %%\n" + (source if _is_python(source) else _without_magics(source))


def _comment(line: str) -> str:
    return f"# {line}".rstrip()


def _is_python(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about an escape, say: the author's business
        try:
            compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _without_magics(source: str) -> str:
    in_text = _lines_in_text(source)
    written: list[str] = []
    indent: str | None = None  # of the magic that goes on over several lines
    for number, line in enumerate(source.split("\n"), 1):
        if indent is None and (number in in_text or not _MAGIC.match(line)):
            written.append(line)
            continue
        begun = line[: len(line) - len(line.lstrip())] if indent is None else indent
        written.append(f"{begun}{_comment(line.strip())}")
        indent = begun if line.endswith("\\") else None
        if indent is None and begun:
            written.append(f"{begun}pass")  # the magic may have been all that a block holds
    return "\n".join(written)


def _lines_in_text(source: str) -> set[int]:
    """Return the lines that begin inside a string of several lines: a `%` there is no magic."""
    found: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.STRING:
                found.update(range(token.start[0] + 1, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError):  # it says so where the text ends; what came before counts
        pass
    return found
