"""The ground plan as data: which floor a module stands on, and what a file says about the floors above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.sizes import ROOT

PACKAGES = ("community", "events", "forum", "training")
# From the ground up; what is not here (settings, urls, wsgi, third parties) stands outside the house.
FLOORS = (
    "community.safety",
    "community.people",
    "community.pages",
    "community.notifications",
    "community.search",
    "community.glossary",
    "community.workgroups",
    "community.newcomers",
    "community.spotlights",
    "community.datasets",
    "community.library",
    "community.practices",
    "forum",
    "events",
    "training",
)
OUTSIDE = -1
NAMESPACES = {
    "people": "community.people",
    "notifications": "community.notifications",
    "search": "community.search",
    "glossary": "community.glossary",
    "workgroups": "community.workgroups",
    "newcomers": "community.newcomers",
    "spotlights": "community.spotlights",
    "library": "community.library",
    "practices": "community.practices",
    "boards": "forum",
    "events": "events",
    "meetings": "events",
    "training": "training",
}
# The frame (base.html, error pages, components, home) belongs to the project package, like community/urls.py:
# it may name any app of community, and no floor above.
FRAME = "community.practices"
TEMPLATE_FOLDERS = {
    "people": "community.people",
    "notifications": "community.notifications",
    "search": "community.search",
    "glossary": "community.glossary",
    "workgroups": "community.workgroups",
    "newcomers": "community.newcomers",
    "spotlights": "community.spotlights",
    "library": "community.library",
    "practices": "community.practices",
    "boards": "forum",
    "events": "events",
    "training": "training",
}
_DOTTED = re.compile(r"(?:community|events|forum|training)(?:\.\w+)+")
_URL_NAME = re.compile(r"(\w+):\w+")
_URL_TAG = re.compile(r"""\{%\s*url\s+['"](\w+):\w+['"]""")


def floor_of(module: str) -> int:
    """How high `module` stands; OUTSIDE for what is not in the house."""
    for height, name in enumerate(FLOORS):
        if module == name or module.startswith(name + "."):
            return height
    return OUTSIDE


def module_name(path: Path, root: Path = ROOT) -> str:
    """`training/models.py` -> `training.models`."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(node: ast.AST, module: str, *, is_package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        if not node.level:
            return [f"{node.module}.{alias.name}" for alias in node.names]
        here = module.split(".") if is_package else module.split(".")[:-1]
        base = here[: len(here) - node.level + 1] + ([node.module] if node.module else [])
        return [".".join([*base, alias.name]) for alias in node.names]
    return []


def upward_words(text: str, module: str, *, is_package: bool = False) -> Iterator[str]:
    """Each import (deferred or for types only, too), dotted string or URL name in `text` that names a higher floor."""
    height = floor_of(module)
    for node in ast.walk(ast.parse(text)):
        named = _imported(node, module, is_package=is_package)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _DOTTED.fullmatch(node.value):
                named = [node.value]
            elif (match := _URL_NAME.fullmatch(node.value)) and match[1] in NAMESPACES:
                named = [NAMESPACES[match[1]]]
        for name in named:
            if floor_of(name) > height:
                yield f"{module}:{node.lineno} names {name}, which is on a floor above"


def lookups_by_name(text: str, module: str) -> Iterator[str]:
    """Each call that fetches a model or module by a name the import contracts cannot see."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in {"get_model", "import_string", "import_module", "__import__"}:
                yield f"{module}:{node.lineno} calls {called}()"


def upward_urls(text: str, folder: str) -> Iterator[str]:
    """Each {% url %} in a template of `folder` that names a higher floor."""
    height = floor_of(TEMPLATE_FOLDERS.get(folder, FRAME))
    for namespace in _URL_TAG.findall(text):
        if floor_of(NAMESPACES.get(namespace, "")) > height:
            yield f"a template in {folder}/ names {namespace}:, which is on a floor above"
