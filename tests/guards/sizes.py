"""How big modules, functions and templates may be. `python -m tests.guards.sizes` prints what is too big."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 500, 60, 150
FOLDERS = ("community", "deploy", "events", "forum", "tests", "training")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core", "base"}
MAY_BE_CALLED_BASE = {"community/settings/base.py"}  # the settings package of the architecture


def modules(root: Path = ROOT, folders: tuple[str, ...] = FOLDERS) -> Iterator[Path]:
    """Every Python file of ours but migrations."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def templates(root: Path = ROOT) -> Iterator[Path]:
    """Every template of ours."""
    yield from sorted((root / "templates").rglob("*.html"))
    yield from sorted((root / "templates").rglob("*.txt"))


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each thing that is too big or has a name that says nothing."""
    for path in modules(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text()
        if (count := len(text.splitlines())) > MODULE_LINES:
            yield f"{name}: {count} lines, at most {MODULE_LINES}"
        if path.stem in FORBIDDEN_NAMES and name not in MAY_BE_CALLED_BASE:
            yield f"{name}: a file called {path.stem!r} says nothing of what is in it"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                if count > FUNCTION_LINES:
                    yield f"{name}:{node.lineno}: {node.name} has {count} lines, at most {FUNCTION_LINES}"
    for path in templates(root):
        if (count := len(path.read_text().splitlines())) > TEMPLATE_LINES:
            yield f"{path.relative_to(root).as_posix()}: {count} lines, at most {TEMPLATE_LINES}"


if __name__ == "__main__":
    found = list(faults())
    print("\n".join(found) or f"    nothing is too big in {len(list(modules()))} modules")
    sys.exit(bool(found))
